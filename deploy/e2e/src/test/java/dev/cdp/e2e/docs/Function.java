package dev.cdp.e2e.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.cdp.e2e.stack.Json;
import dev.cdp.udf.CompiledFunction;
import dev.cdp.udf.FunctionCompilationException;
import dev.cdp.udf.FunctionResult;
import dev.cdp.udf.FunctionRuntime;
import dev.cdp.udf.FunctionSpec;
import dev.cdp.udf.HostServices;
import dev.cdp.udf.InvocationContext;
import dev.cdp.udf.InvocationContext.Party;
import dev.cdp.udf.RuntimeOptions;
import dev.cdp.udf.http.FetchOptions;
import dev.cdp.udf.http.HttpFetch;
import dev.cdp.udf.memory.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Runs a user's function by the runtime of the delivery job. The input is {@code {"event":…}}, beside it
 * what ctx has: {@code props}, {@code secrets}, {@code geo}, {@code ua}, {@code headers}, {@code retries};
 * or {@code {"events":[…]}}, which are run one after the other by one function.
 *
 * <p>Printed are the lines of its log, then for each event a line: what was returned, {@code dropped},
 * {@code {"retry":…}} or {@code {"failed":…}}.
 */
final class Function implements Language {
    private static final long PATIENCE_SECONDS = 60;

    @Override
    public String run(Block block, Session session) {
        JsonNode input = block.input()
                .map(part -> Json.parse(part.text()))
                .orElseThrow(() -> new AssertionError("a function needs a block \"json input\" behind it"));
        List<String> printed = new CopyOnWriteArrayList<>();
        Map<String, String> secrets = new TreeMap<>();
        input.path("secrets")
                .properties()
                .forEach(
                        secret -> secrets.put(secret.getKey(), secret.getValue().asText()));
        try (HttpFetch fetch = new HttpFetch(FetchOptions.DEFAULT);
                FunctionRuntime runtime = FunctionRuntime.open(
                        RuntimeOptions.DEFAULT,
                        HostServices.NONE
                                .withFetch(fetch)
                                .withStore(new MemoryStore(1_000, Duration.ofDays(30)))
                                .withSecrets(caller -> secrets)
                                .withLog((caller, line) -> printed.add(line.level() + ": " + line.message())));
                CompiledFunction function = runtime.compile(FunctionSpec.of(
                                "acme", "f1", "example", 1, session.adapt(block.text()))
                        .withProps(input.has("props") ? input.get("props").toString() : "{}"))) {
            for (JsonNode event : input.has("events") ? input.get("events") : List.of(input.required("event"))) {
                printed.add(invoke(function, event, context(input)));
            }
        } catch (FunctionCompilationException e) {
            printed.add(failed(e.failure()));
        }
        return String.join("\n", printed);
    }

    private static String invoke(CompiledFunction function, JsonNode event, InvocationContext context) {
        try {
            FunctionResult result = function.invoke(event.toString().getBytes(StandardCharsets.UTF_8), context)
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return print(result);
        } catch (Exception e) {
            throw new AssertionError("the function has no result", e);
        }
    }

    private static String print(FunctionResult result) {
        if (result instanceof FunctionResult.Failed failure) {
            return failed(failure);
        }
        if (result instanceof FunctionResult.Retry retry) {
            return Json.object()
                    .put("retry", retry.message())
                    .put("delay", delay(retry))
                    .toString();
        }
        List<byte[]> events = ((FunctionResult.Returned) result).events();
        if (events.isEmpty()) {
            return "dropped";
        }
        ArrayNode all = Json.array();
        events.forEach(event -> all.add(Json.parse(event)));
        return (all.size() == 1 ? all.get(0) : all).toString();
    }

    /** In milliseconds; null: the delivery job's. */
    private static Long delay(FunctionResult.Retry retry) {
        return retry.delay() == null ? null : retry.delay().toMillis();
    }

    private static String failed(FunctionResult.Failed failure) {
        return Json.object()
                .put("failed", failure.kind().name())
                .put("message", failure.message())
                .put("line", failure.line())
                .toString();
    }

    private static InvocationContext context(JsonNode input) {
        Map<String, String> headers = new TreeMap<>();
        input.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new InvocationContext(
                "message-1",
                new Party("shop", "Shop", "http"),
                new Party("clickhouse", "ClickHouse", "clickhouse"),
                new Party("c1", "", ""),
                new Party("acme", "Acme", ""),
                headers,
                null,
                null,
                input.path("retries").asInt(),
                new InvocationContext.Known() {
                    @Override
                    public String geo() {
                        return input.has("geo") ? input.get("geo").toString() : null;
                    }

                    @Override
                    public String ua() {
                        return input.has("ua") ? input.get("ua").toString() : null;
                    }
                });
    }
}
