package dev.cdp.e2e.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.DeadLetter.Stage;
import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.Collector.Answer;
import dev.cdp.e2e.stack.Json;
import dev.cdp.e2e.stack.SharedStack;
import dev.cdp.e2e.stack.Stack;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the collector refuses: the answer, and the dead letter of an authenticated source's event,
 * in Kafka and in ClickHouse, with the event as it was.
 */
@ExtendWith(SharedStack.class)
class BadInputIT {
    private static final Duration ARRIVAL = Duration.ofMinutes(4);
    private static final int TOO_LARGE = 200 * 1024;

    private final Stack stack;
    private final ClickHouse clickhouse;
    /** Is part of each body, and finds it again. */
    private final String run = UUID.randomUUID().toString();

    BadInputIT(Stack stack) {
        this.stack = stack;
        this.clickhouse = stack.clickhouse();
    }

    @Test
    void withoutAKeyItIs401AndNoDeadLetter() {
        assertRefused(stack.collector().post("/v1/track", track(Map.of()), null), 401);
        assertNoDeadLetter();
    }

    @Test
    void withAWrongKeyItIs401AndNoDeadLetter() {
        assertRefused(stack.collector().post("/v1/track", track(Map.of()), "nobody"), 401);
        assertNoDeadLetter();
    }

    @Test
    void twoHundredKilobytesAre413AndNoDeadLetter() {
        assertRefused(post(track(Map.of("filler", "x".repeat(TOO_LARGE)))), 413);
        assertNoDeadLetter();
    }

    @Test
    void brokenJson() {
        String body = "{\"event\":\"" + run + "\",\"anonymousId\":";
        assertRefused(post(body), 400);
        assertDeadLetter(Stage.VALIDATION, Reason.MALFORMED_JSON, "", body);
    }

    @Test
    void anArrayForAnObject() {
        Map<String, Object> event = event("Looked", List.of("price", 1));
        assertRefused(post(event), 400, "properties");
        assertDeadLetter(Stage.VALIDATION, Reason.INVALID_FIELD, "properties", event);
    }

    @Test
    void anArrayForTheEventItself() {
        String body = "[{\"event\":\"" + run + "\",\"anonymousId\":\"a\"}]";
        assertRefused(post(body), 400);
        assertDeadLetter(Stage.VALIDATION, Reason.MALFORMED_JSON, "", body);
    }

    @Test
    void aMissingEventName() {
        Map<String, Object> event = Map.of("messageId", run, "anonymousId", "a");
        assertRefused(post(event), 400, "event");
        assertDeadLetter(Stage.VALIDATION, Reason.MISSING_FIELD, "event", event);
    }

    @Test
    void aValueOfAnotherTypeThanTheFirst() {
        Map<String, Object> first = event("Priced " + run, Map.of("price", 9.5));
        assertThat(stack.collector().post("/v1/track", withId(first, "first")).status())
                .isEqualTo(200);
        Map<String, Object> second = event("Priced " + run, Map.of("price", "9.50"));
        assertRefused(post(second), 400, "properties.price");
        assertDeadLetter(Stage.SCHEMA, Reason.TYPE_CONFLICT, "properties.price", second);
    }

    @Test
    void twoNamesThatAreOneAfterFlattening() {
        Map<String, Object> event = track(Map.of("product", Map.of("id", "p-1"), "productId", "p-2"));
        assertRefused(post(event), 400, "properties.product_id");
        assertDeadLetter(Stage.SCHEMA, Reason.NAME_COLLISION, "properties.product_id", event);
    }

    @Test
    void theGoodEventsOfABatchAreStoredAlthoughOneIsBad() {
        Map<String, Object> good = withId(track(Map.of("price", 1)), run + "-good");
        Map<String, Object> bad = Map.of("type", "track", "messageId", run, "anonymousId", "a");
        Answer answer = stack.collector().post("/v1/batch", Map.of("batch", List.of(bad, good)));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("rejected")).hasSize(1);
        JsonNode rejected = answer.body().get("rejected").get(0);
        assertThat(rejected.get("index").asInt()).isZero();
        assertThat(rejected.get("message_id").asText()).isEqualTo(run);
        assertThat(rejected.get("field").asText()).isEqualTo("event");
        assertDeadLetter(Stage.VALIDATION, Reason.MISSING_FIELD, "event", bad);
        await().atMost(ARRIVAL)
                .until(() -> clickhouse.number("SELECT count() AS n FROM events FINAL WHERE message_id = "
                                + ClickHouse.quote(run + "-good"))
                        == 1);
    }

    private Answer post(Object body) {
        return stack.collector().post("/v1/track", body);
    }

    private Map<String, Object> track(Map<String, Object> properties) {
        return event("Looked", properties);
    }

    private Map<String, Object> event(String name, Object properties) {
        return Map.of(
                "type", "track", "messageId", run, "event", name, "anonymousId", "a-" + run, "properties", properties);
    }

    private static Map<String, Object> withId(Map<String, Object> event, String messageId) {
        Map<String, Object> other = new HashMap<>(event);
        other.put("messageId", messageId);
        return other;
    }

    private static void assertRefused(Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().get("error").asText()).isNotBlank().doesNotContain("Exception");
        assertThat(answer.body().path("field").asText("")).isIn("", "null");
    }

    private static void assertRefused(Answer answer, int status, String field) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().get("error").asText()).isNotBlank().doesNotContain("Exception");
        assertThat(answer.body().get("field").asText()).isEqualTo(field);
    }

    private void assertDeadLetter(Stage stage, Reason reason, String field, Object event) {
        await().atMost(ARRIVAL).until(() -> letters().size() == 1);
        DeadLetter letter = letters().get(0);
        assertThat(letter.stage()).isEqualTo(stage);
        assertThat(letter.reason()).isEqualTo(reason);
        assertThat(letter.field()).isEqualTo(field);
        assertSame(letter.payload(), event);

        String sql = "SELECT * FROM dead_letters FINAL WHERE event_id = '" + letter.eventId() + "'";
        await().atMost(ARRIVAL).until(() -> clickhouse.rows(sql).size() == 1);
        JsonNode row = clickhouse.rows(sql).get(0);
        assertThat(row.get("stage").asText()).isEqualTo(stage.wireName());
        assertThat(row.get("reason").asText()).isEqualTo(reason.wireName());
        assertThat(row.get("field").asText()).isEqualTo(field);
        assertThat(row.get("error").asText()).isEqualTo(letter.error()).isNotBlank();
        assertSame(row.get("payload").asText(), event);
    }

    /** Text is kept to the byte; of an object the members count. */
    private static void assertSame(String payload, Object event) {
        if (event instanceof String) {
            assertThat(payload).isEqualTo(event);
        } else {
            assertThat(Json.parse(payload)).isEqualTo(Json.parse(Json.of(event).toString()));
        }
    }

    /** A letter that was caused afterwards has arrived, and this one has not. */
    private void assertNoDeadLetter() {
        String marker = "marker-" + run;
        assertRefused(post(Map.of("messageId", marker, "anonymousId", "a")), 400, "event");
        await().atMost(ARRIVAL).until(() -> stack.deadLetterTopic().read().stream()
                .anyMatch(letter -> letter.messageId().equals(marker)));
        assertThat(letters()).isEmpty();
    }

    private List<DeadLetter> letters() {
        return stack.deadLetterTopic().read().stream()
                .filter(letter ->
                        letter.payload().contains(run) && !letter.messageId().startsWith("marker-"))
                .toList();
    }
}
