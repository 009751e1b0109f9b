package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Services;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.contract.Envelope;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchemaLearningIT {
    private final String id = UUID.randomUUID().toString();

    @Test
    void twoCollectorsThatSeeAFieldFirstAtOnceSettleOnOneType() {
        try (TestCollector one = TestCollector.start();
                TestCollector other = TestCollector.start()) {
            for (int round = 0; round < 20; round++) {
                String event =
                        "{\"messageId\":\"%s-%d\",\"userId\":\"u\",\"event\":\"Race %s %d\",\"properties\":{\"x\":VALUE}}"
                                .formatted(id, round, id, round);
                List<CompletableFuture<Integer>> answers =
                        List.of(post(one, event.replace("VALUE", "1")), post(other, event.replace("VALUE", "\"1\"")));
                assertThat(answers.stream().map(CompletableFuture::join))
                        .as("one of both types is learned, and the other conflicts, in round " + round)
                        .containsExactlyInAnyOrder(200, 400);
            }
        }
        assertThat(KafkaRecords.events(event -> event.messageId().startsWith(id)))
                .hasSize(20);
        assertThat(KafkaRecords.deadLetters(letter -> letter.messageId().startsWith(id)))
                .hasSize(20);
    }

    @Test
    void learningEndsAtTheBoundAndEventsGoOn() {
        Services.prepared().addWorkspace("w-" + id, "s-" + id);
        Services.prepared().addKey("s-" + id, id);
        Map<String, Object> bounds = Map.of("cdp.schema.fields-per-event", "3", "cdp.schema.events-per-workspace", "2");
        try (TestCollector collector = TestCollector.start(bounds)) {
            IntStream.range(0, 6).forEach(i -> assertThat(collector
                            .post("/v1/track", track("Wide", "f" + i, "1"), id)
                            .statusCode())
                    .isEqualTo(200));
            assertThat(collector
                            .post("/v1/track", track("Wide", "f0", "\"x\""), id)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(collector
                            .post("/v1/track", track("Wide", "f5", "\"x\""), id)
                            .statusCode())
                    .isEqualTo(200);

            assertThat(collector
                            .post("/v1/track", track("Second", "f", "1"), id)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(collector.post("/v1/track", track("Third", "f", "1"), id).statusCode())
                    .isEqualTo(200);
            assertThat(collector
                            .post("/v1/track", track("Second", "f", "\"x\""), id)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(collector
                            .post("/v1/track", track("Third", "f", "\"x\""), id)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aSourceWhoseSchemaModeIsOffIsNotLookedAt() {
        Services.prepared().addWorkspace("w-" + id, "s-" + id);
        Services.prepared().addKey("s-" + id, id);
        Services.prepared().execute("UPDATE sources SET schema_mode = 'off' WHERE id = 's-" + id + "'");
        try (TestCollector collector = TestCollector.start()) {
            assertThat(collector.post("/v1/track", track("Free", "f", "1"), id).statusCode())
                    .isEqualTo(200);
            assertThat(collector
                            .post("/v1/track", track("Free", "f", "\"x\""), id)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aBatchThatTeachesAFieldIsHeldAgainstItAtOnce() {
        String events = IntStream.range(0, 10)
                .mapToObj(i ->
                        "{\"type\":\"track\",\"messageId\":\"%s-%d\",\"userId\":\"u\",\"event\":\"Batch %s\",\"properties\":{\"x\":%s}}"
                                .formatted(id, i, id, i % 2 == 0 ? "1" : "true"))
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        try (TestCollector collector = TestCollector.start()) {
            assertThat(collector
                            .post("/v1/batch", "{\"batch\":[" + events + "]}")
                            .body())
                    .contains("\"index\":1", "\"index\":9")
                    .doesNotContain("\"index\":0", "\"index\":8");
        }
        assertThat(KafkaRecords.events(event -> event.messageId().startsWith(id)))
                .extracting(Envelope::messageId)
                .hasSize(5)
                .allMatch(messageId -> Integer.parseInt(messageId.substring(id.length() + 1)) % 2 == 0);
    }

    private static String track(String event, String field, String value) {
        return "{\"userId\":\"u\",\"event\":\"%s\",\"properties\":{\"%s\":%s}}".formatted(event, field, value);
    }

    private static CompletableFuture<Integer> post(TestCollector collector, String event) {
        return CompletableFuture.supplyAsync(
                () -> collector.post("/v1/track", event).statusCode());
    }
}
