package dev.cdp.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows as the jobs write them, and the story that they make. */
class WhyIT {
    /** Yesterday: the tables delete what is old. */
    private static final LocalDate DAY = LocalDate.now(ZoneOffset.UTC).minusDays(1);

    private final ClickHouseService clickHouse = TestServices.clickHouse();
    private final String message = "m-" + UUID.randomUUID();
    private final String event = UUID.randomUUID().toString();
    private final String collector = "c-" + event;
    private final String topic = message + ".events.ingest";

    @BeforeEach
    void migrate() {
        clickHouse.migrate();
    }

    @Test
    void deliveredEventTellsWhoseItIsItsDuplicateAndItsRows() {
        raw(DAY + " 10:00:00.000");
        accepted(1, DAY + " 10:00:00.000", 7);
        accepted(2, DAY + " 10:00:05.000", 8);
        outcome("", collector + "/3/2", "duplicate", "seen_before", "", DAY + " 10:00:05.000", 0);
        clickHouse.query("INSERT INTO events (event_id, row_no, version, workspace_id, source_id, message_id,"
                + " anonymous_id, user_id, received_at, timestamp) SELECT '%s', number, toUnixTimestamp64Milli(received_at),"
                        .formatted(event)
                + " 'ws', 'shop', '%s', 'anna', 'u1', toDateTime64('%s 10:00:00.000', 3, 'UTC') AS received_at, received_at"
                        .formatted(message, DAY)
                + " FROM numbers(2)");
        clickHouse.query("INSERT INTO identity_links (event_id, workspace_id, message_id, anonymous_id, user_id, cause,"
                + " linked_at) VALUES (generateUUIDv4(), 'ws', 'login', 'anna', 'u1', 'identify',"
                + " '" + DAY + " 09:00:00.000')");

        assertThat(why(message))
                .containsExactly(
                        "event " + event + ": track 'Order Completed', message id " + message
                                + ", of workspace ws, source shop",
                        "  " + DAY + " 09:00:00.000  anna is linked to user u1 by message login (identify)",
                        "  " + DAY + " 10:00:00.000  accepted by " + collector + "/3/1; in Kafka at " + topic + "/0/7",
                        "  " + DAY + " 10:00:05.000  accepted by " + collector + "/3/2; in Kafka at " + topic
                                + "/0/8; a duplicate, dropped",
                        "  clickhouse: delivered, rows: 2");
        assertThat(why(event)).isEqualTo(why(message));
    }

    @Test
    void eventThatADestinationHasNotReachedIsInFlight() {
        raw(DAY + " 10:00:00.000");
        accepted(1, DAY + " 10:00:00.000", 7);
        clickHouse.query("INSERT INTO progress (destination_id, workspace_id, topic, partition, offset, at) VALUES"
                + " ('clickhouse', '', '%1$s', 0, 5, '%2$s'), ('warehouse', 'ws', '%1$s', 0, 9, '%2$s')"
                        .formatted(topic, DAY + " 10:00:01.000"));
        outcome("warehouse", "", "dropped", "filtered", "connection-1", DAY + " 10:00:00.000", 1);

        assertThat(why(message))
                .endsWith(
                        "  clickhouse: in flight, not reached yet; it had reached offset 5 of " + topic + "/0 at " + DAY
                                + " 10:00:01.000, and the event stands at 7",
                        "  warehouse: dropped by connection-1: filtered");
    }

    @Test
    void rejectedEventWasNeverAccepted() {
        clickHouse.query("INSERT INTO dead_letters (event_id, workspace_id, source_id, message_id, type, stage, reason,"
                + " field, error, received_at, rejected_at) VALUES ('%s', 'ws', 'shop', '%s', 'track', 'schema',"
                        .formatted(event, message)
                + " 'type_conflict', 'price', 'price is a number', '" + DAY + " 10:00:00.000',"
                + " '" + DAY + " 10:00:00.001')");

        assertThat(why(message))
                .containsExactly(
                        "event " + event + ": track, message id " + message + ", of workspace ws, source shop",
                        "  " + DAY + " 10:00:00.001  dead letter at schema, field price: type_conflict"
                                + " (price is a number)",
                        "  never accepted, so that no destination waits for it");
    }

    @Test
    void unknownIdSaysSo() {
        CliRun run = run(message);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("nothing is known of '" + message + "'");
    }

    @Test
    void manyIdsOfAFileAreALineOfJsonEach(@TempDir Path folder) throws IOException {
        raw(DAY + " 10:00:00.000");
        accepted(1, DAY + " 10:00:00.000", 7);
        outcome("warehouse", "", "dropped", "filtered", "connection-1", DAY + " 10:00:00.000", 1);
        Path ids = Files.writeString(folder.resolve("ids"), message + "\n\nnobody-" + message + "\n");

        CliRun run = run("--json --ids " + ids);

        List<JsonNode> answers = run.out().lines().map(WhyIT::json).toList();
        assertThat(answers).hasSize(2);
        assertThat(answers.get(0).get("id").asText()).isEqualTo(message);
        JsonNode story = answers.get(0).at("/events/0");
        assertThat(story.at("/event/event_id").asText()).isEqualTo(event);
        assertThat(story.at("/moments/0/kind").asText()).isEqualTo("ACCEPTED");
        assertThat(story.at("/moments/0/row/origin").asText()).isEqualTo(collector + "/3/1");
        assertThat(story.at("/standings/0/destination_id").asText()).isEqualTo("warehouse");
        assertThat(story.at("/standings/0/state").asText()).isEqualTo("dropped");
        assertThat(answers.get(1).get("events")).isEmpty();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("nothing is known of 'nobody-" + message + "'");
    }

    @Test
    void withoutAnIdTheArgumentsAreWrong() {
        assertThat(run("").exitCode()).isEqualTo(2);
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    private List<String> why(String id) {
        CliRun run = run(id);
        assertThat(run.err()).isEmpty();
        return run.out().lines().toList();
    }

    private CliRun run(String id) {
        return CliRun.of(Map.of("CDP_CLICKHOUSE_URL", clickHouse.url()), "why " + id);
    }

    private void raw(String receivedAt) {
        clickHouse.query(
                "INSERT INTO events_raw (event_id, workspace_id, source_id, message_id, type, event, anonymous_id,"
                        + " received_at, timestamp, payload) VALUES ('%s', 'ws', 'shop', '%s', 'track', 'Order Completed', 'anna',"
                                .formatted(event, message)
                        + " '%1$s', '%1$s', '{}')".formatted(receivedAt));
    }

    private void accepted(int sequence, String receivedAt, int offset) {
        clickHouse.query("INSERT INTO accepted (collector_instance, collector_epoch, collector_sequence, event_id,"
                + " workspace_id, source_id, received_at, topic, partition, offset) VALUES ('%s', 3, %d, '%s', 'ws', 'shop',"
                        .formatted(collector, sequence, event)
                + " '%s', '%s', 0, %d)".formatted(receivedAt, topic, offset));
    }

    private void outcome(
            String destination, String duplicate, String state, String reason, String detail, String at, long version) {
        clickHouse.query(
                "INSERT INTO outcomes (event_id, workspace_id, source_id, destination_id, duplicate, state, reason,"
                        + " detail, received_at, version) VALUES ('%s', 'ws', 'shop', '%s', '%s', '%s', '%s', '%s', '%s', %d)"
                                .formatted(event, destination, duplicate, state, reason, detail, at, version));
    }
}
