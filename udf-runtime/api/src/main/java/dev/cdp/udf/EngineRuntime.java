package dev.cdp.udf;

import java.util.Map;
import java.util.function.BiFunction;

/**
 * The runtime on this side of the crossing: turns our types into the JDK's and back. What crosses is
 * listed in {@link Spi}.
 */
final class EngineRuntime implements FunctionRuntime {
    private final BiFunction<String, Object[], Object> engine;
    private final HostServices host;

    private EngineRuntime(BiFunction<String, Object[], Object> engine, HostServices host) {
        this.engine = engine;
        this.host = host;
    }

    static FunctionRuntime open(RuntimeOptions options, HostServices host) {
        Map<String, Object> settings = Map.of(
                Spi.VERSION,
                Spi.CURRENT,
                "ownThreads",
                options.ownThreads(),
                "workers",
                options.workers(),
                "idleContextMillis",
                options.idleContext().toMillis(),
                "breakerFailures",
                options.breakerFailures(),
                "breakerPauseMillis",
                options.breakerPause().toMillis(),
                "wasteMillis",
                options.waste().toMillis(),
                "workspaceCpuShare",
                options.workspaceCpuShare());
        try {
            return new EngineRuntime(EngineLoader.entry().apply(settings), host);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new FunctionRuntimeException("the function engine does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public CompiledFunction compile(FunctionSpec spec) throws FunctionCompilationException {
        Object[] answer =
                (Object[]) engine.apply("compile", new Object[] {Spi.spec(spec), new HostBridge(spec.ref(), host)});
        if (Spi.FAILED.equals(answer[0])) {
            throw new FunctionCompilationException(Spi.failed(answer));
        }
        return new EngineFunction(spec, Spi.operations(answer[1]), host);
    }

    @Override
    public String engine() {
        return (String) engine.apply("engine", new Object[0]);
    }

    @Override
    public void close() {
        var unused = engine.apply("close", new Object[0]);
    }
}
