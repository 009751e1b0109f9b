package dev.cdp.udf;

import dev.cdp.udf.FunctionResult.Failed;
import dev.cdp.udf.FunctionResult.Retry;
import dev.cdp.udf.FunctionResult.Returned;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * What crosses to the engine, whose classes are another class loader's: only types of the JDK, so that
 * neither side holds the other's classes.
 *
 * <pre>
 * entry     (settings) → runtime                      refuses another {@link #CURRENT}
 * runtime   "compile", spec, host → ["ok", function] or a failure
 *           "engine" → text; "close"
 * function  "invoke", event, facts → stage of a result; "close"
 * result    ["returned", byte[]...] | ["retry", message, millis or null]
 *           | ["failed", kind, message, function, line, column, String[] stack]
 * host      {@link HostBridge}; facts: {@link Facts}
 * </pre>
 */
final class Spi {
    static final String VERSION = "spi";
    /** Grows when the two sides would misread each other. */
    static final int CURRENT = 1;

    static final String FAILED = "failed";
    private static final String RETURNED = "returned";

    private Spi() {}

    static Map<String, Object> spec(FunctionSpec spec) {
        Limits limits = spec.limits();
        Map<String, Object> values = new HashMap<>();
        values.put("workspaceId", spec.workspaceId());
        values.put("id", spec.id());
        values.put("name", spec.name());
        values.put("version", spec.version());
        values.put("code", spec.code());
        values.put("props", spec.propsJson());
        values.put("wallMillis", limits.wallTime().toMillis());
        values.put("cpuMillis", limits.cpuTime().toMillis());
        values.put("statements", limits.statements());
        values.put("memoryBytes", limits.memoryBytes());
        values.put("retainedBytes", limits.retainedBytes());
        values.put("outputBytes", limits.outputBytes());
        values.put("fanOut", limits.fanOut());
        values.put("logLines", limits.logLines());
        values.put("fetches", limits.fetches());
        values.put("storeOperations", limits.storeOperations());
        values.put("contexts", limits.contexts());
        return values;
    }

    @SuppressWarnings("unchecked")
    static BiFunction<String, Object[], Object> operations(Object crossed) {
        return (BiFunction<String, Object[], Object>) crossed;
    }

    @SuppressWarnings("unchecked")
    static CompletionStage<FunctionResult> results(Object crossed) {
        return ((CompletionStage<Object[]>) crossed).thenApply(Spi::result);
    }

    private static FunctionResult result(Object[] crossed) {
        return switch ((String) crossed[0]) {
            case RETURNED -> new Returned(List.of((byte[][]) crossed[1]));
            case "retry" ->
                new Retry((String) crossed[1], crossed[2] == null ? null : Duration.ofMillis((Long) crossed[2]));
            default -> failed(crossed);
        };
    }

    static Failed failed(Object[] crossed) {
        return new Failed(
                FailureKind.valueOf((String) crossed[1]),
                (String) crossed[2],
                (String) crossed[3],
                (Integer) crossed[4],
                (Integer) crossed[5],
                List.of((String[]) crossed[6]));
    }
}
