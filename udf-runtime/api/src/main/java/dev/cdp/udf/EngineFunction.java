package dev.cdp.udf;

import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** A compiled function on this side of the crossing. */
record EngineFunction(FunctionSpec spec, BiFunction<String, Object[], Object> engine, HostServices host)
        implements CompiledFunction {

    @Override
    public CompletionStage<FunctionResult> invoke(byte[] event, InvocationContext context) {
        return Spi.results(engine.apply("invoke", new Object[] {event, new Facts(context, host)}));
    }

    @Override
    public void close() {
        var unused = engine.apply("close", new Object[0]);
    }
}
