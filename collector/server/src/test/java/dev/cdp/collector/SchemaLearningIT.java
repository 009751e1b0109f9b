package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Services;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.DeadLetter.Stage;
import dev.cdp.contract.Envelope;
import java.net.http.HttpResponse;
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

    @Test
    void strictTakesDeclaredFieldsOnlyAndLearnsNone() {
        workspaceWithMode("strict");
        declare("Bought", "properties.price", "number", true);
        try (TestCollector collector =
                TestCollector.start(Map.of("cdp.cache.min-ttl", "0s", "cdp.cache.max-ttl", "0s"))) {
            assertThat(collector
                            .post("/v1/track", track("Bought", "price", "1"), id)
                            .statusCode())
                    .isEqualTo(200);
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> undeclared = collector.post(
                        "/v1/track",
                        "{\"messageId\":\"%s-%d\",\"userId\":\"u\",\"event\":\"Bought\",\"properties\":{\"price\":1,\"Colour\":true}}"
                                .formatted(id, i),
                        id);
                assertThat(undeclared.statusCode()).isEqualTo(400);
                assertThat(undeclared.body()).contains("\"field\":\"properties.colour\"", "not declared");
            }
            assertThat(collector
                            .post("/v1/track", track("Bought", "price", "\"1\""), id)
                            .body())
                    .contains("properties.price is a number, but the value sent is a string");
            assertThat(collector
                            .post("/v1/track", track("Never seen", "x", "1"), id)
                            .statusCode())
                    .isEqualTo(400);

            declare("Bought", "properties.colour", "boolean", false);
            assertThat(collector
                            .post("/v1/track", track("Bought", "colour", "true"), id)
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(KafkaRecords.deadLetters(letter -> letter.messageId().startsWith(id)))
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter.reason()).isEqualTo(Reason.UNDECLARED_FIELD))
                .allSatisfy(letter -> assertThat(letter.field()).isEqualTo("properties.colour"))
                .allSatisfy(letter -> assertThat(letter.stage()).isEqualTo(Stage.SCHEMA));
    }

    @Test
    void keepMovesAMisfitAsideAndAcceptsTheEvent() {
        workspaceWithMode("keep");
        declare("Bought", "properties.price", "number", false);
        try (TestCollector collector = TestCollector.start()) {
            String event =
                    "{\"messageId\":\"%s\",\"userId\":\"u\",\"event\":\"Bought\",\"properties\":{\"price\":\"cheap\",\"size\":1.50}}";
            assertThat(collector.post("/v1/track", event.formatted(id), id).body())
                    .isEqualTo("{\"success\":true}");
            assertThat(KafkaRecords.event(id).payload().text())
                    .isEqualTo(
                            "{\"messageId\":\"%s\",\"userId\":\"u\",\"event\":\"Bought\",\"properties\":{\"size\":1.50},"
                                            .formatted(id)
                                    + "\"_misfit\":[{\"field\":\"properties.price\",\"reason\":\"type_conflict\",\"expected\":\"number\",\"given\":\"string\",\"value\":\"cheap\"}]}");
            assertThat(collector
                            .post("/v1/track", track("Bought", "size", "\"L\""), id)
                            .statusCode())
                    .as("what was learned beside a misfit holds, and is kept aside too")
                    .isEqualTo(200);
            assertThat(KafkaRecords.events(stored -> stored.workspaceId().equals("w-" + id)))
                    .hasSize(2)
                    .allSatisfy(stored -> assertThat(stored.payload().text()).contains("_misfit"));
        }
    }

    @Test
    void whatAnAdminRetypesOrForgetsHoldsOnceItIsReadAfresh() {
        workspaceWithMode("learn");
        declare("Bought", "properties.at", "string", true);
        try (TestCollector collector =
                TestCollector.start(Map.of("cdp.cache.min-ttl", "0s", "cdp.cache.max-ttl", "0s"))) {
            assertThat(collector
                            .post("/v1/track", track("Bought", "at", "\"soon\""), id)
                            .statusCode())
                    .isEqualTo(200);
            Services.prepared()
                    .execute("UPDATE schema_fields SET type = 'timestamp' WHERE workspace_id = 'w-" + id + "'");
            assertThat(collector
                            .post("/v1/track", track("Bought", "at", "\"soon\""), id)
                            .body())
                    .contains("properties.at is a timestamp, but the value sent is a string that is no time");
            assertThat(collector
                            .post("/v1/track", track("Bought", "at", "\"2026-01-31T10:00:00Z\""), id)
                            .statusCode())
                    .isEqualTo(200);
            Services.prepared().execute("DELETE FROM schema_fields WHERE workspace_id = 'w-" + id + "'");
            assertThat(collector
                            .post("/v1/track", track("Bought", "at", "7"), id)
                            .statusCode())
                    .as("a forgotten field is learned anew")
                    .isEqualTo(200);
            assertThat(collector
                            .post("/v1/track", track("Bought", "at", "\"soon\""), id)
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    private void workspaceWithMode(String mode) {
        Services.prepared().addWorkspace("w-" + id, "s-" + id);
        Services.prepared().addKey("s-" + id, id);
        Services.prepared().execute("UPDATE sources SET schema_mode = '%s' WHERE id = 's-%s'".formatted(mode, id));
    }

    private void declare(String event, String field, String type, boolean locked) {
        Services.prepared()
                .execute(
                        "INSERT INTO schema_fields (workspace_id, event_type, event_name, field, type, locked) VALUES ('w-%s', 'track', '%s', '%s', '%s', %s)"
                                .formatted(id, event, field, type, locked));
    }

    private static String track(String event, String field, String value) {
        return "{\"userId\":\"u\",\"event\":\"%s\",\"properties\":{\"%s\":%s}}".formatted(event, field, value);
    }

    private static CompletableFuture<Integer> post(TestCollector collector, String event) {
        return CompletableFuture.supplyAsync(
                () -> collector.post("/v1/track", event).statusCode());
    }
}
