package dev.cdp.e2e.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.e2e.stack.AdminApi;
import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.ConsumerLag;
import dev.cdp.e2e.stack.Flink;
import dev.cdp.e2e.stack.SharedStack;
import dev.cdp.e2e.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A function's life by the admin API while events stream: changed, broken, mended, and its dead letters replayed. Each
 * version leaves its mark on the events that it has seen. Runs with {@code -Dcdp.live.events=N}, N dead letters.
 */
@EnabledIfSystemProperty(named = "cdp.live.events", matches = "\\d+")
@ExtendWith(SharedStack.class)
class LiveFunctionIT {
    private static final int EVENTS = Integer.getInteger("cdp.live.events", 1_000);
    private static final int BATCH = 100;
    /** In as many events all of them, and with them all partitions. */
    private static final int VISITORS = 200;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BROKEN = "export default (event) => {\n  return event.no.such.thing\n}";

    private final Stack stack;
    private final ClickHouse clickhouse;
    private final AdminApi admin;
    private final String workspace = "live" + UUID.randomUUID().toString().substring(0, 8);
    private final String path = "/api/v1/workspaces/" + workspace;
    private String writeKey;
    private String function;
    private long version = 1;
    private int sent;

    LiveFunctionIT(Stack stack) {
        this.stack = stack;
        this.clickhouse = stack.clickhouse();
        this.admin = stack.admin();
    }

    @Test
    void changedBrokenAndMendedFunctionLosesAndDoublesNothing() throws Exception {
        makeWorkspace();
        awaitMark(1);
        Flink.Job job = deliveryJob();
        long runningSince = stack.flink().runningSince(job);

        changeUnderTraffic();

        change(BROKEN);
        awaitDeadLetter();
        send("failed-", EVENTS);
        await().atMost(PATIENCE).until(() -> deadLetters("startsWith(message_id, 'failed-')") == EVENTS);
        assertDeadLettersTellWhere();

        change(marking(4));
        awaitMark(4);
        replay();
        replay();
        awaitRows("startsWith(message_id, 'failed-')", EVENTS);
        awaitNothingUnderWay();
        assertThat(number("count()", "startsWith(message_id, 'failed-') AND properties.mark.:Float64 = 4"))
                .isEqualTo(EVENTS);
        assertThat(number("uniqExact(message_id)", "1"))
                .as("each event, and no more rows than events")
                .isEqualTo(number("count()", "1"))
                .isEqualTo(sent + EVENTS + VISITORS);

        assertThat(deliveryJob().id()).isEqualTo(job.id());
        assertThat(stack.flink().runningSince(job)).as("never restarted").isEqualTo(runningSince);
    }

    private void changeUnderTraffic() throws Exception {
        long changed;
        long seen;
        try (Traffic traffic = new Traffic(this::probe)) {
            await().atMost(PATIENCE).until(() -> traffic.sent() >= BATCH);
            changed = change(marking(2));
            await("events by version 2")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> number("count()", "properties.mark.:Float64 = 2") > 0);
            seen = System.currentTimeMillis();
        }
        awaitRows("startsWith(message_id, 'probe-')", sent);
        assertThat(number("count()", "properties.mark.:Float64 NOT IN (1, 2)")).isZero();
        System.out.printf(
                "a changed function, %d events streamed: after the API's answer the last by the old version was received"
                        + " at %+d ms, the first by the new one at %+d ms, its row seen at %+d ms%n",
                sent,
                number("toInt64(max(toUnixTimestamp64Milli(received_at)))", "properties.mark.:Float64 = 1") - changed,
                number("toInt64(min(toUnixTimestamp64Milli(received_at)))", "properties.mark.:Float64 = 2") - changed,
                seen - changed);
    }

    private void makeWorkspace() {
        admin.post("/api/v1/workspaces", Map.of("id", workspace, "name", "Live"));
        long limits = admin.get(path + "/limits").get("version").asLong();
        admin.put(path + "/limits", limits, Map.of("tier", "enterprise"));
        String source =
                admin.post(path + "/sources", Map.of("name", "Shop")).get("id").asText();
        writeKey = admin.post(path + "/sources/" + source + "/write-keys", Map.of())
                .get("secret")
                .asText();
        function = admin.post(path + "/functions", Map.of("name", "mark", "code", marking(1)))
                .get("id")
                .asText();
        admin.post(
                path + "/connections",
                Map.of("source_id", source, "destination_id", "clickhouse", "function_ids", List.of(function)));
    }

    private static String marking(int mark) {
        return "export default (event) => { event.properties.mark = %d; return event }".formatted(mark);
    }

    /** Saves a new version; epoch milliseconds when the API had answered. */
    private long change(String code) {
        version = admin.patch(path + "/functions/" + function, version, Map.of("code", code))
                .get("version")
                .asLong();
        return System.currentTimeMillis();
    }

    /** Streams single events until one comes out with this mark. */
    private void awaitMark(int mark) {
        await("events by version " + mark)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> {
                    probe();
                    return number("count()", "properties.mark.:Float64 = " + mark) > 0;
                });
    }

    private void awaitDeadLetter() {
        await("a dead letter")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    probe();
                    return deadLetters("1") > 0;
                });
    }

    private void probe() {
        assertThat(post(List.of(event("probe-" + sent)))).isEqualTo(200);
        sent++;
    }

    private void send(String prefix, int count) {
        for (int from = 0; from < count; from += BATCH) {
            List<Map<String, Object>> batch = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + BATCH); i++) {
                batch.add(event(prefix + i));
            }
            assertThat(post(batch)).isEqualTo(200);
        }
    }

    private int post(List<Map<String, Object>> batch) {
        return stack.collector()
                .post("/v1/batch", Map.of("batch", batch), writeKey)
                .status();
    }

    private static Map<String, Object> event(String messageId) {
        return Map.of(
                "type",
                "track",
                "event",
                "Looked",
                "messageId",
                messageId,
                "anonymousId",
                "visitor-" + Math.floorMod(Integer.parseInt(messageId.replaceAll("\\D", "")), VISITORS),
                "properties",
                Map.of("price", 1));
    }

    private void assertDeadLettersTellWhere() {
        JsonNode letter = admin.get(path + "/dead-letters?stage=function").at("/items/0");
        assertThat(letter.get("function_id").asText()).isEqualTo(function);
        assertThat(letter.get("error").asText())
                .contains("version " + version)
                .contains("line 2")
                .contains("undefined");
        assertThat(deadLetters("function_id = " + ClickHouse.quote(function) + " AND position(error, 'line 2') > 0"))
                .isEqualTo(deadLetters("1"));
    }

    private void replay() {
        String replay = admin.post(path + "/replays", Map.of("filter", Map.of("destination_id", "clickhouse")))
                .get("id")
                .asText();
        await().atMost(PATIENCE).until(() -> admin.get(path + "/replays/" + replay)
                .get("state")
                .asText()
                .equals("done"));
        JsonNode done = admin.get(path + "/replays/" + replay);
        assertThat(done.get("sent").asLong())
                .isEqualTo(done.get("total").asLong())
                .isGreaterThanOrEqualTo(EVENTS);
    }

    /** What the processing job has read of the replays is in events.processed, before what is sent after that. */
    private void awaitNothingUnderWay() {
        try (ConsumerLag lag = stack.consumerLag()) {
            await().atMost(PATIENCE).until(() -> lag.of("cdp-processing", "events.retry") == 0);
        }
        send("after-", VISITORS);
        awaitRows("startsWith(message_id, 'after-')", VISITORS);
    }

    private Flink.Job deliveryJob() {
        return stack.flink().jobs().stream()
                .filter(job -> job.name().equals("cdp-delivery-clickhouse"))
                .findFirst()
                .orElseThrow();
    }

    private void awaitRows(String condition, long count) {
        await().atMost(PATIENCE).until(() -> number("count()", condition) == count);
    }

    private long number(String what, String condition) {
        return clickhouse.number("SELECT " + what + " AS n FROM events FINAL WHERE workspace_id = "
                + ClickHouse.quote(workspace) + " AND " + condition);
    }

    private long deadLetters(String condition) {
        return clickhouse.number("SELECT count() AS n FROM dead_letters FINAL WHERE workspace_id = "
                + ClickHouse.quote(workspace) + " AND " + condition);
    }
}
