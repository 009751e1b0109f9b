package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Services;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.DeadLetter.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bad requests that {@link BadInput#table} has no room for. */
class BadInputsIT {
    private static TestCollector collector;

    private final String id = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        collector = TestCollector.start();
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    @Test
    void aTypeConflictNamesTheFieldAndBothTypes() throws IOException {
        String event =
                "{\"messageId\":\"%s\",\"userId\":\"u\",\"event\":\"Conflict %s\",\"properties\":{\"price\":%s}}";
        assertThat(collector
                        .post("/v1/track", event.formatted("first-" + id, id, "12.5"))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> answer = collector.post("/v1/track", event.formatted(id, id, "\"12.5\""));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("field").asText()).isEqualTo("properties.price");
        assertThat(json(answer).path("error").asText())
                .isEqualTo("properties.price is a number, but the value sent is a string");
        assertThat(onlyDeadLetter().reason()).isEqualTo(Reason.TYPE_CONFLICT);
        assertThat(onlyDeadLetter().stage()).isEqualTo(Stage.SCHEMA);
    }

    @Test
    void brokenJsonIsADeadLetterAsItWas() throws IOException {
        String broken = "{\"event\":\"" + id + "\", ";
        HttpResponse<String> answer = collector.post("/v1/track", broken);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("error").asText()).startsWith("the body is not readable JSON");
        List<DeadLetter> letters =
                KafkaRecords.deadLetters(letter -> letter.payload().contains(id));
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.payload()).isEqualTo(broken);
            assertThat(letter.reason()).isEqualTo(Reason.MALFORMED_JSON);
        });
    }

    @Test
    void anEmptyBodyIsInvalid() {
        assertThat(collector.post("/v1/track", "").statusCode()).isEqualTo(400);
    }

    @Test
    void aBatchThatIsNoArrayIsInvalidAsAWhole() throws IOException {
        HttpResponse<String> answer = collector.post("/v1/batch", "{\"batch\":{\"x\":\"" + id + "\"}}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("field").asText()).isEqualTo("batch");
        assertThat(KafkaRecords.deadLetters(letter -> letter.payload().contains(id)))
                .singleElement()
                .extracting(DeadLetter::type)
                .isEqualTo("batch");
    }

    @Test
    void inABatchEachEventStandsAlone() throws IOException {
        String batch = """
                {"batch":[{"type":"page","userId":"u","messageId":"ID-0"},
                          {"type":"track","userId":"u","messageId":"ID-1"},
                          {"type":"wish","userId":"u","messageId":"ID-2"},
                          "text",
                          {"type":"page","userId":"u","messageId":"ID-4","properties":{"x":"BIG"}},
                          {"type":"page","userId":"u","messageId":"ID-5"}],
                 "sentAt":"%s"}""".formatted(Instant.now()).replace("ID", id).replace("BIG", "x".repeat(101 * 1024));
        HttpResponse<String> answer = collector.post("/v1/batch", batch);
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode rejected = json(answer).path("rejected");
        assertThat(rejected).hasSize(4);
        assertThat(rejected.get(0).toString())
                .isEqualTo("{\"index\":1,\"message_id\":\"%s-1\",\"error\":\"event is missing\",\"field\":\"event\"}"
                        .formatted(id));
        assertThat(rejected.get(1).path("field").asText()).isEqualTo("type");
        assertThat(rejected.get(2).path("index").asInt()).isEqualTo(3);
        assertThat(rejected.get(3).path("error").asText()).isEqualTo("the event is larger than 100 KB");

        assertThat(KafkaRecords.events(event -> event.messageId().startsWith(id)))
                .extracting(event -> event.messageId())
                .containsExactlyInAnyOrder(id + "-0", id + "-5");
        // What is too large has no dead letter.
        assertThat(KafkaRecords.deadLetters(letter -> letter.messageId().startsWith(id)))
                .extracting(DeadLetter::messageId)
                .containsExactlyInAnyOrder(id + "-1", id + "-2");
    }

    @Test
    void tooLargeIsA413WithoutADeadLetter() throws IOException {
        String large = "{\"messageId\":\"%s\",\"userId\":\"u\",\"traits\":{\"x\":\"%s\"}}"
                .formatted(id, "x".repeat(200 * 1024));
        assertThat(collector.post("/v1/identify", large).statusCode()).isEqualTo(413);
        String tooManyEvents = "{\"batch\":[" + "1,".repeat(2_500) + "1],\"id\":\"" + id + "\"}";
        assertThat(collector.post("/v1/batch", tooManyEvents).statusCode()).isEqualTo(413);
        String largeBatch = "{\"id\":\"" + id + "\",\"batch\":[],\"x\":\"" + "x".repeat(600 * 1024) + "\"}";
        HttpResponse<String> answer = collector.post("/v1/batch", largeBatch);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).startsWith("{\"error\":");
        assertThat(KafkaRecords.deadLetters(letter -> letter.payload().contains(id)))
                .isEmpty();
    }

    @Test
    void aBombIsCutWhileItIsInflated() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            byte[] spaces = new byte[1024 * 1024];
            for (int i = 0; i < 100; i++) {
                out.write(spaces);
            }
        }
        HttpResponse<String> answer = collector.send(collector
                .request("/v1/batch")
                .header("Content-Encoding", "gzip")
                .header("Authorization", TestCollector.basic(Services.WRITE_KEY))
                .POST(BodyPublishers.ofByteArray(bomb.toByteArray())));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).startsWith("{\"error\":");
    }

    @Test
    void whatIsNotGzipAlthoughItSaysSoIsInvalid() {
        HttpResponse<String> answer = collector.send(collector
                .request("/v1/batch")
                .header("Content-Encoding", "gzip")
                .header("Authorization", TestCollector.basic(Services.WRITE_KEY))
                .POST(BodyPublishers.ofString("{\"batch\":[]}")));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"error\":");
    }

    @Test
    void lateIsA422WithoutADeadLetterButForAnImport() {
        String late = Instant.now().minus(Duration.ofHours(25)).toString();
        String event = "{\"messageId\":\"%s\",\"userId\":\"u\",\"sentAt\":\"%s\"}".formatted(id, late);
        HttpResponse<String> single = collector.post("/v1/page", event);
        assertThat(single.statusCode()).isEqualTo(422);
        assertThat(single.body()).contains("\"field\":\"sentAt\"");
        String batch = "{\"batch\":[{\"type\":\"page\",\"userId\":\"u\",\"messageId\":\"%s\"}],\"sentAt\":\"%s\"}";
        assertThat(collector.post("/v1/batch", batch.formatted(id, late)).statusCode())
                .isEqualTo(422);
        assertThat(KafkaRecords.events(stored -> stored.messageId().equals(id))).isEmpty();
        assertThat(KafkaRecords.deadLetters(letter -> letter.messageId().equals(id)))
                .isEmpty();
        assertThat(collector.post("/v1/import", batch.formatted(id, late)).statusCode())
                .isEqualTo(200);
        assertThat(KafkaRecords.event(id).messageId()).isEqualTo(id);
    }

    @Test
    void whoHasNoKeyIsUnauthorizedAndLeavesNothing() {
        String event = "{\"messageId\":\"%s\",\"userId\":\"u\"}".formatted(id);
        HttpResponse<String> none = collector.send(collector.request("/v1/page").POST(BodyPublishers.ofString(event)));
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.body()).isEqualTo("{\"error\":\"no write key\"}");
        HttpResponse<String> wrong = collector.post("/v1/page", event, "wrong");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo("{\"error\":\"unknown write key\"}");
        HttpResponse<String> broken =
                collector.send(collector.request("/v1/page").POST(BodyPublishers.ofString("{")));
        assertThat(broken.statusCode()).isEqualTo(401);
        assertThat(KafkaRecords.events(stored -> stored.messageId().equals(id))).isEmpty();
        assertThat(KafkaRecords.deadLetters(letter -> letter.messageId().equals(id)))
                .isEmpty();
    }

    private DeadLetter onlyDeadLetter() {
        List<DeadLetter> letters =
                KafkaRecords.deadLetters(letter -> letter.messageId().equals(id));
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new JsonMapper().readTree(answer.body());
    }
}
