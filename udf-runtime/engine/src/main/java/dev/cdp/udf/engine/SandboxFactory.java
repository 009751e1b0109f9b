package dev.cdp.udf.engine;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.function.BiFunction;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;

/** Makes the contexts of one function: what each may reach is decided here, and it is next to nothing. */
final class SandboxFactory {
    /** Of one string or typed array: what a single operation can allocate before the watchdog sees it. */
    private static final String LARGEST = Integer.toString(8 << 20);

    private final Spec spec;
    private final BiFunction<String, Object[], Object> host;
    private final Watchdog watchdog;
    private final Workers workers;
    private final Source module;
    private final Blotter blotter = new Blotter();

    SandboxFactory(Spec spec, BiFunction<String, Object[], Object> host, Watchdog watchdog, Workers workers) {
        this.spec = spec;
        this.host = host;
        this.watchdog = watchdog;
        this.workers = workers;
        this.module = AuthorModule.of(spec);
    }

    Sandbox create(JsFunction owner) {
        HostCalls calls = new HostCalls(spec, host, blotter, workers);
        Failures failures = new Failures(spec, module.getName(), blotter);
        Guest guest = new Guest(context(), calls, failures, spec.outputBytes());
        return new Sandbox(guest, calls, spec, module, owner, watchdog);
    }

    private Context context() {
        return Context.newBuilder("js")
                .engine(SharedEngine.get())
                .allowExperimentalOptions(true)
                .allowHostAccess(HostAccess.NONE)
                .allowPolyglotAccess(PolyglotAccess.NONE)
                .allowEnvironmentAccess(EnvironmentAccess.NONE)
                .allowCreateThread(false)
                .allowCreateProcess(false)
                .allowNativeAccess(false)
                .allowIO(IOAccess.newBuilder().fileSystem(new VirtualModules()).build())
                .in(InputStream.nullInputStream())
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                // The same answers wherever it runs.
                .timeZone(ZoneOffset.UTC)
                .option("js.locale", "en-US")
                .option("js.esm-eval-returns-exports", "true")
                .option("js.text-encoding", "true")
                .option("js.stack-trace-api", "true")
                .option("js.allow-eval", "false")
                .option("js.load", "false")
                .option("js.print", "false")
                .option("js.console", "false")
                .option("js.graal-builtin", "false")
                .option("js.polyglot-builtin", "false")
                .option("js.java-package-globals", "false")
                .option("js.global-arguments", "false")
                .option("js.shared-array-buffer", "false")
                .option("js.atomics", "false")
                // RegExp.$1 would keep the last match of another event.
                .option("js.regexp-static-result", "false")
                .option("js.string-length-limit", LARGEST)
                .option("js.max-typed-array-length", LARGEST)
                .resourceLimits(ResourceLimits.newBuilder()
                        .statementLimit(spec.statements(), source -> !source.isInternal())
                        .build())
                .build();
    }
}
