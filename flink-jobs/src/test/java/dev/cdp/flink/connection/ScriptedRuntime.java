package dev.cdp.flink.connection;

import dev.cdp.udf.CompiledFunction;
import dev.cdp.udf.FailureKind;
import dev.cdp.udf.FunctionCompilationException;
import dev.cdp.udf.FunctionResult;
import dev.cdp.udf.FunctionRuntime;
import dev.cdp.udf.FunctionSpec;
import dev.cdp.udf.InvocationContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A runtime whose functions end when the test says so, which no engine does. Code: {@code pass}, {@code drop}, {@code
 * twice}, {@code fail}, {@code retry}, {@code retry once}, {@code wait} (until {@link #end}); {@code tag x} adds a
 * member; {@code broken} does not compile.
 */
final class ScriptedRuntime implements FunctionRuntime {
    private final Map<String, CompletableFuture<FunctionResult>> waiting = new LinkedHashMap<>();
    private final List<String> closed = new ArrayList<>();

    @Override
    public CompiledFunction compile(FunctionSpec spec) throws FunctionCompilationException {
        if (spec.code().equals("broken")) {
            throw new FunctionCompilationException(FunctionResult.Failed.of(FailureKind.INVALID_CODE, "a stray brace"));
        }
        return new CompiledFunction() {
            @Override
            public FunctionSpec spec() {
                return spec;
            }

            @Override
            public CompletionStage<FunctionResult> invoke(byte[] event, InvocationContext context) {
                return run(spec.code(), event, context);
            }

            @Override
            public void close() {
                closed.add(spec.id() + '@' + spec.version());
            }
        };
    }

    private CompletionStage<FunctionResult> run(String code, byte[] event, InvocationContext context) {
        return switch (code) {
            case "wait" -> {
                CompletableFuture<FunctionResult> result = new CompletableFuture<>();
                waiting.put(context.messageId(), result);
                yield result.thenApply(ended -> ended == null ? returned(event) : ended);
            }
            case "drop" -> done(returned());
            case "twice" -> done(returned(event, event));
            case "fail" ->
                done(new FunctionResult.Failed(
                        FailureKind.CRASHED, "x is not defined", "mask", 3, 7, List.of("at mask (f.js:3:7)")));
            case "retry" -> done(new FunctionResult.Retry("busy", null));
            case "retry once" ->
                done(
                        context.retries() == 0
                                ? new FunctionResult.Retry("busy", Duration.ofSeconds(10))
                                : returned(event));
            default -> done(returned(code.startsWith("tag ") ? tagged(event, code.substring(4)) : event));
        };
    }

    private static byte[] tagged(byte[] event, String tag) {
        String json = new String(event, StandardCharsets.UTF_8);
        return (json.substring(0, json.length() - 1) + ",\"tag\":\"" + tag + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static FunctionResult returned(byte[]... events) {
        return new FunctionResult.Returned(List.of(events));
    }

    private static CompletionStage<FunctionResult> done(FunctionResult result) {
        return CompletableFuture.completedStage(result);
    }

    /** Ends a function that waits, with the event that it got. */
    void end(String messageId) {
        end(messageId, null);
    }

    void end(String messageId, FunctionResult result) {
        waiting.remove(messageId).complete(result);
    }

    List<String> waiting() {
        return List.copyOf(waiting.keySet());
    }

    /** {@code id@version} of all that were let go of. */
    List<String> closed() {
        return closed;
    }

    @Override
    public String engine() {
        return "scripted";
    }

    @Override
    public void close() {}
}
