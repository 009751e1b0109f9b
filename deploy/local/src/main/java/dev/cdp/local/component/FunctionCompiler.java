package dev.cdp.local.component;

import dev.cdp.local.dist.Distributions;
import java.io.IOException;
import java.util.List;

/**
 * GraalVM's compiler, with which users' functions are compiled and not interpreted. It fits one release of Java only,
 * as it is built against that release's interface for compilers.
 */
final class FunctionCompiler {
    private static final int RELEASE = 25;

    private FunctionCompiler() {}

    /** What the JVM of a TaskManager needs for it; none where this Java is of another release. */
    static List<String> flags(Distributions distributions) throws IOException {
        if (Runtime.version().feature() != RELEASE) {
            return List.of();
        }
        return List.of(
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:+EnableJVMCI",
                "--enable-native-access=ALL-UNNAMED",
                "--upgrade-module-path=" + distributions.classPath("graal-compiler"));
    }
}
