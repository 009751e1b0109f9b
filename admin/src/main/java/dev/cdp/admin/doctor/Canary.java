package dev.cdp.admin.doctor;

import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One event that is sent like a client's and looked for behind each stage: the first that it does not pass is broken. */
public final class Canary {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long POLL_MS = 200;

    private final Places places;
    private final Http http = new Http();

    public Canary(Places places) {
        this.places = places;
    }

    /** What it met: passed, failed or skipped. */
    public record Stage(String name, String state, String message, String advice, double durationMs) {}

    /** All of its way. */
    public record Flight(String messageId, List<Stage> stages) {
        public boolean isOk() {
            return stages.stream().allMatch(stage -> stage.state().equals("passed"));
        }
    }

    /** Takes half a minute at most. */
    public Flight fly() {
        String messageId = "canary-" + UUID.randomUUID();
        List<Stage> stages = new ArrayList<>();
        stages.add(stage("accepted", "see the collector's log; the examination above names what it misses", () -> {
            send(messageId);
            return "the collector answered 200";
        }));
        stages.add(
                behind(stages, "archived", "look at job cdp-archive, Kafka and ClickHouse", "events_raw", messageId));
        stages.add(behind(
                stages, "delivered", "look at jobs cdp-processing and cdp-delivery-clickhouse", "events", messageId));
        return new Flight(messageId, stages);
    }

    private Stage behind(List<Stage> before, String name, String advice, String table, String messageId) {
        if (!before.get(before.size() - 1).state().equals("passed")) {
            return new Stage(name, "skipped", "the stage before is broken", "", 0);
        }
        return stage(name, advice, () -> {
            await(table, messageId);
            return "in " + table;
        });
    }

    private static Stage stage(String name, String advice, Examination.Look look) {
        long begun = System.nanoTime();
        try {
            String seen = look.at();
            return new Stage(name, "passed", seen, "", millis(begun));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Stage(name, "failed", "interrupted", advice, millis(begun));
        } catch (Exception e) {
            return new Stage(
                    name, "failed", e.getMessage() == null ? "does not answer" : e.getMessage(), advice, millis(begun));
        }
    }

    private void send(String messageId) throws IOException, InterruptedException {
        if (places.canaryWriteKey().isEmpty()) {
            throw new IOException("there is no CDP_CANARY_WRITE_KEY to send it with");
        }
        String basic =
                Base64.getEncoder().encodeToString((places.canaryWriteKey() + ':').getBytes(StandardCharsets.UTF_8));
        Http.Answer answer = http.post(
                places.collector() + "/v1/track",
                "Basic " + basic,
                "{\"messageId\":\"" + messageId
                        + "\",\"anonymousId\":\"canary\",\"event\":\"Canary\",\"properties\":{}}");
        if (answer.status() != 200) {
            throw new IOException("the collector answered " + answer.status());
        }
    }

    private void await(String table, String messageId) throws IOException, InterruptedException {
        ClickHouse clickHouse = new ClickHouse(
                places.clickHouse(), places.clickHouseUser(), places.clickHousePassword(), Duration.ofSeconds(5));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (clickHouse
                                .query(
                                        "SELECT count() AS rows FROM " + table + " WHERE message_id = {id:String}",
                                        Map.of("id", messageId))
                                .get(0)
                                .path("rows")
                                .asInt()
                        > 0) {
                    return;
                }
            } catch (Problem e) {
                throw new IOException(e.getMessage(), e);
            }
            Thread.sleep(POLL_MS);
        }
        throw new IOException("it was accepted, but is not in " + table + " after " + PATIENCE.toSeconds() + " s");
    }

    private static double millis(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }
}
