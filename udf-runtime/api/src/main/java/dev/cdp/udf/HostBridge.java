package dev.cdp.udf;

import dev.cdp.udf.host.FetchException;
import dev.cdp.udf.host.FetchRequest;
import dev.cdp.udf.host.FetchResponse;
import dev.cdp.udf.host.FunctionLog;
import dev.cdp.udf.host.FunctionMetrics;
import dev.cdp.udf.host.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * The host services of one function, called by the engine.
 *
 * <pre>
 * "fetch"      method, url, String[] names and values, byte[] body, millis
 *              → stage of [status, statusText, url, redirected, String[] names and values, byte[] body]
 * "store.get"  key → stage of a JSON text or null     "store.set"  key, JSON text, millis or null → stage
 * "store.del"  key → stage                            "store.ttl"  key → stage of millis or null
 * "secrets"    → Map of strings                       "log"        level, message, message id
 * "metric"     kind, name, double
 * </pre>
 *
 * Stages fail with an IOException whose message is for the function's author; of any other exception
 * the author learns nothing.
 */
record HostBridge(FunctionRef caller, HostServices host) implements BiFunction<String, Object[], Object> {

    @Override
    public Object apply(String operation, Object[] args) {
        return switch (operation) {
            case "fetch" -> told(host.fetch().fetch(caller, request(args)).thenApply(HostBridge::crossed));
            case "store.get" ->
                told(host.store().get(caller.workspaceId(), key(args)).thenApply(value -> value.orElse(null)));
            case "store.set" ->
                told(host.store().set(caller.workspaceId(), key(args), (String) args[1], duration(args[2])));
            case "store.del" -> told(host.store().delete(caller.workspaceId(), key(args)));
            case "store.ttl" ->
                told(host.store().ttl(caller.workspaceId(), key(args)).thenApply(left -> left.map(Duration::toMillis)
                        .orElse(null)));
            case "secrets" -> host.secrets().of(caller);
            case "log" -> log(args);
            case "metric" -> metric(args);
            default -> throw new IllegalArgumentException("unknown host operation: " + operation);
        };
    }

    private static String key(Object[] args) {
        return (String) args[0];
    }

    private static Duration duration(Object millis) {
        return millis == null ? null : Duration.ofMillis((Long) millis);
    }

    private Object log(Object[] args) {
        host.log().write(caller, new FunctionLog.Line((String) args[0], (String) args[1], (String) args[2]));
        return null;
    }

    private Object metric(Object[] args) {
        host.metrics()
                .record(caller, FunctionMetrics.Kind.valueOf((String) args[0]), (String) args[1], (Double) args[2]);
        return null;
    }

    private static FetchRequest request(Object[] args) {
        String[] pairs = (String[]) args[2];
        List<Map.Entry<String, String>> headers = new ArrayList<>(pairs.length / 2);
        for (int i = 0; i < pairs.length; i += 2) {
            headers.add(Map.entry(pairs[i], pairs[i + 1]));
        }
        return new FetchRequest(
                (String) args[0], (String) args[1], headers, (byte[]) args[3], Duration.ofMillis((Long) args[4]));
    }

    private static Object[] crossed(FetchResponse response) {
        String[] pairs = response.headers().stream()
                .flatMap(header -> java.util.stream.Stream.of(header.getKey(), header.getValue()))
                .toArray(String[]::new);
        return new Object[] {
            response.status(), response.statusText(), response.url(), response.redirected(), pairs, response.body()
        };
    }

    private static <T> CompletionStage<T> told(CompletionStage<T> stage) {
        return stage.exceptionally(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            String message = cause instanceof FetchException || cause instanceof StoreException
                    ? cause.getMessage()
                    : "the service failed";
            throw new CompletionException(new IOException(message));
        });
    }
}
