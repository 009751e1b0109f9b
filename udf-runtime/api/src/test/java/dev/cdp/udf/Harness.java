package dev.cdp.udf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs one function on one event, with the real engine; closes what it has opened. */
final class Harness implements AutoCloseable {
    static final String EVENT = "{\"type\":\"track\",\"event\":\"Order\",\"messageId\":\"m1\",\"userId\":\"u1\","
            + "\"properties\":{\"total\":9.5,\"email\":\"ann@example.com\"}}";
    /** Longer than any limit in these tests, on a machine that does other things too. */
    private static final long PATIENCE_SECONDS = 60;

    private final FunctionRuntime runtime;

    Harness() {
        this(RuntimeOptions.DEFAULT, HostServices.NONE);
    }

    Harness(RuntimeOptions options, HostServices host) {
        runtime = FunctionRuntime.open(options, host);
    }

    FunctionRuntime runtime() {
        return runtime;
    }

    CompiledFunction compile(String code) {
        return compile(FunctionSpec.of("w1", "f1", "enrich", 1, code));
    }

    CompiledFunction compile(FunctionSpec spec) {
        try {
            return runtime.compile(spec);
        } catch (FunctionCompilationException e) {
            throw new AssertionError(e.failure().toString(), e);
        }
    }

    FunctionResult run(String code) {
        return run(FunctionSpec.of("w1", "f1", "enrich", 1, code));
    }

    FunctionResult run(FunctionSpec spec) {
        try (CompiledFunction function = compile(spec)) {
            return run(function, EVENT);
        }
    }

    static FunctionResult run(CompiledFunction function, String event) {
        return run(function, event, InvocationContext.of("m1"));
    }

    static FunctionResult run(CompiledFunction function, String event, InvocationContext context) {
        try {
            return function.invoke(event.getBytes(StandardCharsets.UTF_8), context)
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no result", e);
        }
    }

    List<String> events(String code) {
        return events(run(code));
    }

    static List<String> events(FunctionResult result) {
        assertThat(result).isInstanceOf(FunctionResult.Returned.class);
        return ((FunctionResult.Returned) result)
                .events().stream()
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .toList();
    }

    /** What the function makes of the event's properties, as JSON: {@code expression} may use event and ctx. */
    String value(String expression) {
        return events("export default async (event, ctx) => ({ v: " + expression + " })")
                .get(0);
    }

    FunctionResult.Failed failure(String code) {
        return failure(run(code));
    }

    static FunctionResult.Failed failure(FunctionResult result) {
        assertThat(result).isInstanceOf(FunctionResult.Failed.class);
        return (FunctionResult.Failed) result;
    }

    @Override
    public void close() {
        runtime.close();
    }
}
