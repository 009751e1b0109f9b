package dev.cdp.udf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.udf.InvocationContext.Party;
import dev.cdp.udf.host.FetchException;
import dev.cdp.udf.host.FetchRequest;
import dev.cdp.udf.host.FetchResponse;
import dev.cdp.udf.host.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What functions find as {@code ctx}, and that host services get what functions said. */
class CtxTest {
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> metrics = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<FetchRequest> requests = new ConcurrentLinkedQueue<>();
    private final MapStore store = new MapStore();
    private final Harness harness = new Harness(
            RuntimeOptions.DEFAULT,
            new HostServices(
                    (caller, request) -> {
                        requests.add(request);
                        return request.url().contains("refused")
                                ? CompletableFuture.failedFuture(new FetchException("this address is not allowed"))
                                : CompletableFuture.supplyAsync(() -> new FetchResponse(
                                        200,
                                        "OK",
                                        request.url(),
                                        false,
                                        List.of(Map.entry("Content-Type", "application/json")),
                                        "{\"name\":\"Änne\"}".getBytes(StandardCharsets.UTF_8)));
                    },
                    store,
                    caller -> Map.of("KEY", "s3cr3t-" + caller.workspaceId()),
                    (caller, line) -> lines.add(line.level() + ' ' + line.messageId() + ' ' + line.message()),
                    (caller, kind, name, value) -> metrics.add(kind + " " + name + ' ' + value),
                    ip -> Optional.of("{\"country\":\"DE\",\"ip\":\"" + ip + "\"}"),
                    header -> Optional.of("{\"browser\":\"" + header + "\"}")));

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void logAndConsoleGoToTheFunctionsLog() {
        harness.run(
                "export default (e, ctx) => { ctx.log.warn('a', { b: 1 }, [2], undefined, 3n); console.error(new Error('x')); log('y') }");

        assertThat(lines).containsExactly("warn m1 a {\"b\":1} [2] undefined 3", "error m1 Error: x", "info m1 y");
    }

    @Test
    void fetchAwaitsTheHost() {
        assertThat(harness.value("await (await ctx.fetch('https://api.example.com/x', { method: 'post',"
                        + " headers: { 'X-A': '1' }, body: JSON.stringify({ a: 1 }) })).json()"))
                .isEqualTo("{\"v\":{\"name\":\"Änne\"}}");
        FetchRequest request = requests.element();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.url()).isEqualTo("https://api.example.com/x");
        assertThat(request.headers()).contains(Map.entry("x-a", "1"));
        assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
        assertThat(request.timeout()).isBetween(Duration.ofMillis(1), Limits.DEFAULT.wallTime());
    }

    @Test
    void responseHasStatusHeadersAndBytes() {
        assertThat(harness.value("await fetch('https://x.example').then(async (r) => [r.status, r.ok,"
                        + " r.headers.get('content-type'), (await r.bytes()).length, r.bodyUsed])"))
                .isEqualTo("{\"v\":[200,true,\"application/json\",16,true]}");
    }

    @Test
    void refusedFetchIsAnErrorThatCanBeCaught() {
        assertThat(harness.value(
                        "await fetch('https://refused.example').catch((e) => e instanceof Error && e.message)"))
                .isEqualTo("{\"v\":\"this address is not allowed\"}");
    }

    @Test
    void fetchesInParallelAllArrive() {
        assertThat(harness.value("(await Promise.all([1, 2, 3].map((n) => fetch('https://x.example/' + n))))"
                        + ".map((r) => r.url)"))
                .isEqualTo("{\"v\":[\"https://x.example/1\",\"https://x.example/2\",\"https://x.example/3\"]}");
    }

    @Test
    void fetchesAreLimited() {
        assertThat(
                        harness.value(
                                "await Promise.allSettled(new Array(12).fill(0).map(() => fetch('https://x.example')))"
                                        + ".then((all) => all.filter((one) => one.status === 'rejected').map((one) => one.reason.message))"))
                .isEqualTo("{\"v\":[\"an invocation may fetch 10 times\",\"an invocation may fetch 10 times\"]}");
    }

    @Test
    void storeKeepsValuesOfAWorkspace() {
        assertThat(harness.value("(await ctx.store.set('k', { a: [1] }, { ttl: '10m' }), await ctx.store.get('k'))"))
                .isEqualTo("{\"v\":{\"a\":[1]}}");
        assertThat(store.values).containsEntry("w1/k", "{\"a\":[1]}");
        assertThat(
                        harness.value(
                                "[await ctx.store.ttl('k'), await ctx.store.ttl('none'), await ctx.store.get('none') === undefined]"))
                .isEqualTo("{\"v\":[600,-2,true]}");
        assertThat(harness.value("(await ctx.store.del('k'), (await ctx.store.get('k')) ?? null)"))
                .isEqualTo("{\"v\":null}");
    }

    @Test
    void secretsAreReadableButNeverShown() {
        assertThat(harness.value("ctx.secrets.KEY.length")).isEqualTo("{\"v\":9}");
        FunctionResult.Failed failure = harness.failure(
                "export default (e, { secrets, log }) => { log.info('key ' + secrets.KEY); throw new Error('no ' + secrets.KEY) }");

        assertThat(failure.message()).isEqualTo("Error: no ***");
        assertThat(lines).containsExactly("info m1 key ***");
    }

    @Test
    void metricsAreCounted() {
        harness.run(
                "export default (e, ctx) => { ctx.metrics.counter('a'); ctx.metrics.gauge('b', 2.5); ctx.metrics.timing('c', 'x') }");

        assertThat(metrics).containsExactly("COUNTER a 1.0", "GAUGE b 2.5");
    }

    @Test
    void factsOfTheEventAreToldWhenAsked() {
        try (CompiledFunction function = harness.compile(
                "export default (e, c) => ({ s: c.source, d: c.destination.type,"
                        + " c: c.connection.id, w: c.workspace.name, h: c.headers.referer, g: c.geo.country, u: c.ua.browser, r: c.retries })")) {
            InvocationContext context = new InvocationContext(
                    "m1",
                    new Party("s1", "Shop \"A\"", "web"),
                    new Party("d1", "Warehouse", "postgresql"),
                    new Party("c1", "", ""),
                    new Party("w1", "Acme", ""),
                    Map.of("referer", "https://x.example/"),
                    "203.0.113.9",
                    "Firefox",
                    2,
                    null);

            assertThat(Harness.events(Harness.run(function, "{}", context)))
                    .containsExactly(
                            "{\"s\":{\"id\":\"s1\",\"name\":\"Shop \\\"A\\\"\",\"type\":\"web\"},\"d\":\"postgresql\","
                                    + "\"c\":\"c1\",\"w\":\"Acme\",\"h\":\"https://x.example/\",\"g\":\"DE\",\"u\":\"Firefox\",\"r\":2}");
        }
    }

    @Test
    void factsAreNotThoseOfThePreviousEvent() {
        try (CompiledFunction function = harness.compile("export default (e, ctx) => ({ r: ctx.retries })")) {
            assertThat(Harness.events(Harness.run(
                            function, "{}", InvocationContext.of("a").withRetries(1))))
                    .containsExactly("{\"r\":1}");
            assertThat(Harness.events(Harness.run(
                            function, "{}", InvocationContext.of("b").withRetries(2))))
                    .containsExactly("{\"r\":2}");
        }
    }

    @Test
    void propsAreFrozen() {
        FunctionSpec spec = FunctionSpec.of(
                        "w1",
                        "f1",
                        "f",
                        1,
                        "export default (e, { props }) => {\n"
                                + "try { props.list.push(2) } catch { return { frozen: true, ...props } } }")
                .withProps("{\"list\":[1]}");

        assertThat(Harness.events(harness.run(spec))).containsExactly("{\"frozen\":true,\"list\":[1]}");
    }

    /** A store that answers at once, of this test's own. */
    private static final class MapStore implements Store {
        private final Map<String, String> values = new ConcurrentHashMap<>();
        private final Map<String, Duration> times = new ConcurrentHashMap<>();

        @Override
        public CompletionStage<Optional<String>> get(String workspaceId, String key) {
            return CompletableFuture.completedFuture(Optional.ofNullable(values.get(workspaceId + '/' + key)));
        }

        @Override
        public CompletionStage<Void> set(String workspaceId, String key, String value, Duration ttl) {
            values.put(workspaceId + '/' + key, value);
            times.put(workspaceId + '/' + key, ttl == null ? Duration.ZERO : ttl);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> delete(String workspaceId, String key) {
            values.remove(workspaceId + '/' + key);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Optional<Duration>> ttl(String workspaceId, String key) {
            return CompletableFuture.completedFuture(Optional.ofNullable(times.get(workspaceId + '/' + key)));
        }
    }
}
