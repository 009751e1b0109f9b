package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Services;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.Envelope;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every row of {@link BadInput#table}, alone and inside a batch, and a good event after each. */
class BadInputTableIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<Sent> ALONE = new ArrayList<>();
    private static final List<Sent> IN_A_BATCH = new ArrayList<>();
    private static List<DeadLetter> letters;
    private static List<Envelope> events;

    /** What was sent, and the answer. */
    private record Sent(BadInput input, String id, HttpResponse<String> answer, int statusOfTheNext) {}

    @BeforeAll
    static void send() throws IOException {
        try (TestCollector collector = TestCollector.start()) {
            for (BadInput input : BadInput.table()) {
                String id = UUID.randomUUID().toString();
                HttpResponse<String> answer = post(collector, input.path(), input.body(id));
                ALONE.add(new Sent(input, id, answer, sendGood(collector, id)));
            }
            for (BadInput input : BadInput.table()) {
                if (input.isEvent()) {
                    String id = UUID.randomUUID().toString();
                    HttpResponse<String> answer = post(collector, "/v1/batch", batch(input, id));
                    IN_A_BATCH.add(new Sent(input, id, answer, sendGood(collector, id)));
                }
            }
            letters = KafkaRecords.deadLetters(letter -> true);
            events = KafkaRecords.events(event -> true);
        }
    }

    @Test
    void thereAreMoreThanSixty() {
        assertThat(ALONE).hasSizeGreaterThan(80);
        assertThat(IN_A_BATCH).hasSizeGreaterThan(50);
    }

    @TestFactory
    Stream<DynamicTest> aBadRequestIsRefusedAsTheTableSays() {
        return ALONE.stream()
                .map(sent -> DynamicTest.dynamicTest(sent.input().name(), () -> {
                    BadInput input = sent.input();
                    assertThat(sent.answer().statusCode()).isEqualTo(input.status());
                    assertThat(json(sent).path("field").asText()).isEqualTo(input.field());
                    assertThat(json(sent).path("error").asText()).isNotBlank().startsWith(input.error());
                    String body = new String(input.body(sent.id()), StandardCharsets.UTF_8);
                    assertLetter(sent, body);
                    assertThat(sent.statusOfTheNext())
                            .as("a good event after it")
                            .isEqualTo(200);
                }));
    }

    @TestFactory
    Stream<DynamicTest> insideABatchItIsRefusedAlone() {
        return IN_A_BATCH.stream()
                .map(sent -> DynamicTest.dynamicTest(sent.input().name(), () -> {
                    assertThat(sent.answer().statusCode()).isEqualTo(200);
                    assertThat(json(sent).path("rejected")).hasSize(1);
                    JsonNode rejected = json(sent).path("rejected").path(0);
                    assertThat(rejected.path("index").asInt()).isEqualTo(1);
                    assertThat(rejected.path("field").asText())
                            .isEqualTo(sent.input().field());
                    assertThat(rejected.path("error").asText())
                            .startsWith(sent.input().error());
                    assertLetter(sent, sent.input().event(sent.id()));
                    assertThat(events.stream().map(Envelope::messageId))
                            .as("its neighbours")
                            .contains("before-" + sent.id(), "after-" + sent.id());
                }));
    }

    private static void assertLetter(Sent sent, String payload) {
        List<DeadLetter> found = letters.stream()
                .filter(letter -> letter.payload().contains(sent.id()))
                .toList();
        if (sent.input().letter().isEmpty()) {
            assertThat(found).isEmpty();
            return;
        }
        assertThat(found).singleElement().satisfies(letter -> {
            assertThat(letter.stage().wireName() + ' ' + letter.reason().wireName())
                    .isEqualTo(sent.input().letter().get());
            assertThat(letter.field()).isEqualTo(sent.input().field());
            assertThat(letter.error()).startsWith(sent.input().error());
            assertThat(letter.payload()).isEqualTo(payload);
            assertThat(letter.workspaceId()).isEqualTo(Services.WORKSPACE);
            assertThat(letter.sourceId()).isEqualTo(Services.SOURCE);
        });
    }

    private static byte[] batch(BadInput input, String id) {
        String good = "{\"type\":\"page\",\"userId\":\"u\",\"messageId\":\"%s-" + id + "\"}";
        String batch = "{\"batch\":[" + good.formatted("before") + "," + input.event(id) + "," + good.formatted("after")
                + "]}";
        return batch.getBytes(StandardCharsets.UTF_8);
    }

    private static int sendGood(TestCollector collector, String id) {
        String good = "{\"userId\":\"u\",\"messageId\":\"good-" + id + "\"}";
        return post(collector, "/v1/page", good.getBytes(StandardCharsets.UTF_8))
                .statusCode();
    }

    private static HttpResponse<String> post(TestCollector collector, String path, byte[] body) {
        return collector.send(collector
                .request(path)
                .header("Content-Type", "application/json")
                .header("Authorization", TestCollector.basic(Services.WRITE_KEY))
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private static JsonNode json(Sent sent) throws JsonProcessingException {
        return JSON.readTree(sent.answer().body());
    }
}
