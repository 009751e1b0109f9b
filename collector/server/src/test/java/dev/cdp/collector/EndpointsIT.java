package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.contract.Channel;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Topics;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsIT {
    private static final Map<String, String> SHORT =
            Map.of("track", "t", "identify", "i", "page", "p", "screen", "s", "group", "g", "alias", "a", "batch", "b");

    private static TestCollector collector;

    @BeforeAll
    static void start() {
        collector = TestCollector.start();
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    static Stream<Arguments> singles() {
        return Stream.of("track", "identify", "page", "screen", "group", "alias")
                .flatMap(type -> Stream.of(
                                "/" + type,
                                "/v1/" + type,
                                "/v1/" + SHORT.get(type),
                                "/api/s/" + type,
                                "/api/s/s2s/" + type,
                                "//v1//" + type + "/")
                        .map(path -> Arguments.of(type, path)));
    }

    @ParameterizedTest
    @MethodSource("singles")
    void everyFormOfAPathTakesItsType(String type, String path) {
        String messageId = UUID.randomUUID().toString();
        HttpResponse<String> answer = collector.post(
                path,
                "{\"messageId\":\"%s\",\"userId\":\"u\",\"previousId\":\"p\",\"groupId\":\"g\",\"event\":\"e\"}"
                        .formatted(messageId));
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(KafkaRecords.event(messageId).type().wireName()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/batch", "/v1/batch", "/v1/b", "/api/s/batch", "/import", "/v1/import", "//v1/import/"})
    void everyFormOfABatchTakesEachEventByItsType(String path) {
        String messageId = UUID.randomUUID().toString();
        HttpResponse<String> answer = collector.post(path, """
                {"batch":[{"type":"page","messageId":"%s-1","userId":"u"},
                          {"type":"screen","messageId":"%s-2","userId":"u"}]}""".formatted(messageId, messageId));
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        Channel channel = path.contains("import") ? Channel.IMPORT : Channel.LIVE;
        assertThat(KafkaRecords.event(messageId + "-1").channel()).isEqualTo(channel);
        assertThat(KafkaRecords.event(messageId + "-2").type().wireName()).isEqualTo("screen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/plain;charset=UTF-8",
                "application/x-www-form-urlencoded",
                "application/octet-stream",
                "application/reports+json",
                "nonsense"
            })
    void anyContentTypeMayCarryJson(String contentType) {
        String messageId = UUID.randomUUID().toString();
        HttpResponse<String> answer = collector.send(collector
                .request("/v1/page")
                .header("Content-Type", contentType)
                .header("Authorization", TestCollector.basic("write-key-of-acme"))
                .POST(BodyPublishers.ofString("{\"userId\":\"a=b&c\",\"messageId\":\"" + messageId + "\"}")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(KafkaRecords.event(messageId).userId()).isEqualTo("a=b&c");
    }

    @Test
    void theRecordCarriesTheServersFactsAndItsRoutingHeaders() {
        String messageId = UUID.randomUUID().toString();
        String sent = "{\"messageId\":\"%s\",\"anonymousId\":\"anon\",\"event\":\"Facts\",\"properties\":{\"a\" :1}}"
                .formatted(messageId);
        long before = System.currentTimeMillis();
        collector.post("/v1/track", sent);
        ConsumerRecord<String, byte[]> stored = KafkaRecords.records(Topics.INGEST).stream()
                .filter(one -> new String(one.value(), StandardCharsets.UTF_8).contains(messageId))
                .findFirst()
                .orElseThrow();
        Envelope event = KafkaRecords.event(messageId);
        assertThat(stored.key()).isEqualTo("acme:anon").isEqualTo(event.partitionKey());
        RoutingHeaders headers =
                RoutingHeaders.read(name -> stored.headers().lastHeader(name).value());
        assertThat(headers).isEqualTo(RoutingHeaders.of(event));
        assertThat(event.workspaceId()).isEqualTo("acme");
        assertThat(event.sourceId()).isEqualTo("site");
        assertThat(event.ip()).isEqualTo("127.0.0.1");
        assertThat(event.userAgent()).startsWith("Java-http-client");
        assertThat(event.receivedAt()).isBetween(before, System.currentTimeMillis());
        assertThat(event.payload().text()).isEqualTo(sent);
    }

    @Test
    void aRequestsNamesGoIntoItsEventsHeadersAndItsAnswer() {
        String messageId = UUID.randomUUID().toString();
        String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        HttpResponse<String> answer = named(messageId, "request-" + messageId, traceparent);
        assertThat(answer.headers().firstValue("X-Request-Id")).contains("request-" + messageId);
        assertThat(header(messageId, RoutingHeaders.REQUEST_ID)).isEqualTo("request-" + messageId);
        assertThat(header(messageId, RoutingHeaders.TRACEPARENT)).isEqualTo(traceparent);
    }

    @Test
    void namesThatAreNoneAreLeftOutAndTheAnswerHasOneThatWasMade() {
        String messageId = UUID.randomUUID().toString();
        HttpResponse<String> answer = named(messageId, "<script>", "00-0-0-01");
        assertThat(answer.headers().firstValue("X-Request-Id"))
                .hasValueSatisfying(made -> assertThat(made).matches("[0-9a-f]{16}"));
        assertThat(header(messageId, RoutingHeaders.REQUEST_ID)).isNull();
        assertThat(header(messageId, RoutingHeaders.TRACEPARENT)).isNull();
    }

    private static HttpResponse<String> named(String messageId, String requestId, String traceparent) {
        return collector.send(collector
                .request("/v1/page")
                .header("Authorization", TestCollector.basic("write-key-of-acme"))
                .header("X-Request-Id", requestId)
                .header("traceparent", traceparent)
                .POST(BodyPublishers.ofString("{\"userId\":\"u\",\"messageId\":\"" + messageId + "\"}")));
    }

    private static String header(String messageId, String name) {
        return KafkaRecords.records(Topics.INGEST).stream()
                .filter(one -> new String(one.value(), StandardCharsets.UTF_8).contains(messageId))
                .map(one -> one.headers().lastHeader(name))
                .map(header -> header == null ? null : new String(header.value(), StandardCharsets.UTF_8))
                .collect(Collectors.toList())
                .get(0);
    }

    @Test
    void originsCountWithoutAGap() {
        List<Long> sequences = Stream.of(1, 2, 3)
                .map(i -> {
                    String messageId = UUID.randomUUID().toString();
                    collector.post("/v1/page", "{\"userId\":\"u\",\"messageId\":\"" + messageId + "\"}");
                    return KafkaRecords.event(messageId).origin().sequence();
                })
                .toList();
        assertThat(sequences.get(1)).isEqualTo(sequences.get(0) + 1);
        assertThat(sequences.get(2)).isEqualTo(sequences.get(0) + 2);
    }

    @Test
    void healthReadinessAndMetricsAreServed() {
        assertThat(collector.get("/health").body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(collector.get("/ready").body())
                .contains(
                        "\"kafka\":{\"status\":\"up\"}", "\"postgres\":{\"status\":\"up\"}", "\"redis\":{\"status\":");
        collector.post("/v1/page", "{\"userId\":\"u\"}");
        assertThat(collector.get("/metrics").body())
                .contains("cdp_collector_events_total{outcome=\"accepted\"}", "jvm_memory_used_bytes");
    }

    @Test
    void settingsNameThisCollector() {
        HttpResponse<String> answer = collector.get("/v1/projects/write-key-of-acme/settings");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"apiKey\":\"write-key-of-acme\"")
                .contains("\"apiHost\":\"127.0.0.1:" + collector.port() + "/v1\"")
                .contains("\"protocol\":\"http\"");
        assertThat(collector.get("/v1/projects/no-such-key/settings").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aPageMaySendTheHeadersThatItsLibraryAdds() {
        assertThat(allowedHeaders("anonymousid,authorization,rsa-since-last-attempt,sentat"))
                .contains("anonymousid,authorization,rsa-since-last-attempt,sentat");
        assertThat(allowedHeaders("a;b")).isEmpty();
        assertThat(allowedHeaders("x".repeat(2_001))).isEmpty();
    }

    private Optional<String> allowedHeaders(String asked) {
        return collector
                .send(collector
                        .request("/v1/track")
                        .header("Origin", "https://shop.example")
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", asked)
                        .method("OPTIONS", BodyPublishers.noBody()))
                .headers()
                .firstValue("Access-Control-Allow-Headers");
    }

    @Test
    void aBrowserMaySendFromAnyOrigin() {
        HttpResponse<String> preflight = collector.send(collector
                .request("/v1/t")
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type,x-retry-count")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://shop.example");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .contains("authorization,content-type,x-retry-count");
        // sendBeacon always asks for them, and then takes no *.
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials"))
                .contains("true");

        HttpResponse<String> refused = collector.send(collector
                .request("/v1/t")
                .header("Origin", "https://shop.example")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example");
        assertThat(refused.headers().firstValue("Vary")).contains("Origin");
    }

    @Test
    void whatIsNotThereIsAnErrorInTheSameForm() {
        assertThat(collector.get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(collector.get("/nowhere").body()).startsWith("{\"error\":");
        assertThat(collector.get("/v1/track").statusCode()).isEqualTo(405);
        assertThat(collector.get("/v1/track").body()).startsWith("{\"error\":");
        assertThat(collector.post("/api/s/unknown", "{}").statusCode()).isEqualTo(404);
    }
}
