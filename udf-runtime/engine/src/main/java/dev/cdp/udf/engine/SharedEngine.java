package dev.cdp.udf.engine;

import java.io.OutputStream;
import org.graalvm.polyglot.Engine;

/**
 * The one engine of this JVM: it holds parsed and compiled code, which all contexts share. It is never
 * closed, as this class is never unloaded.
 */
final class SharedEngine {
    private static final Engine ENGINE = Engine.newBuilder("js")
            .allowExperimentalOptions(true)
            // Said by description(), not in the process's output.
            .option("engine.WarnInterpreterOnly", "false")
            .out(OutputStream.nullOutputStream())
            .err(OutputStream.nullOutputStream())
            .build();

    private SharedEngine() {}

    static Engine get() {
        return ENGINE;
    }

    /** Such as {@code GraalVM CE 25.0.3, compiled}. */
    static String description() {
        boolean compiles = !ENGINE.getImplementationName().startsWith("Interpreted");
        return ENGINE.getImplementationName() + ' ' + ENGINE.getVersion() + (compiles ? ", compiled" : ", interpreted");
    }
}
