package dev.cdp.flink.job;

import static dev.cdp.flink.Events.DAY;
import static dev.cdp.flink.Events.NOON;
import static dev.cdp.flink.Events.track;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.contract.EventId;
import dev.cdp.contract.Topics;
import dev.cdp.flink.Events;
import dev.cdp.testkit.ClickHouseService;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ArchiveJobIT {
    @RegisterExtension
    static final MiniClusterExtension FLINK = Flink.cluster();

    @TempDir
    private Path directory;

    private JobFixture fixture;
    private RunningJob job;
    private ClickHouseService clickHouse;

    @BeforeEach
    void open(@InjectMiniCluster MiniCluster flink) {
        fixture = new JobFixture(flink);
        clickHouse = fixture.clickHouse();
        job = fixture.run(ArchiveJob::main, fixture.withClickHouse());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void acceptedEventIsKeptAsItWas() {
        String payload = "{\"properties\":{\"price\":10,  \"kept\": \"as sent\"}}";
        Events event = track("m1")
                .workspace(fixture.workspace)
                .anonymous("anna")
                .user("undefined")
                .payload(payload);

        fixture.send(Topics.INGEST, event);

        assertThat(firstRow("events_raw", """
                event_id, source_id, message_id, type, event, anonymous_id, user_id, channel, received_at, sent_at,
                original_timestamp, timestamp, collector_instance, collector_epoch, collector_sequence, payload"""))
                .isEqualTo(String.join(
                        "\t",
                        event.eventId().toString(),
                        "src",
                        "m1",
                        "track",
                        "Product Viewed",
                        "anna",
                        "undefined",
                        "live",
                        DAY + " 12:00:00.000",
                        DAY + " 11:59:59.800",
                        DAY + " 11:59:58.800",
                        DAY + " 11:59:59.000",
                        "collector-1",
                        "3",
                        "42",
                        payload));
    }

    @Test
    void repeatsAndReplaysFoldIntoOneRow() {
        Events event = track("m1").workspace(fixture.workspace).anonymous("anna");
        fixture.send(Topics.INGEST, event, event);
        fixture.send(Topics.RETRY, event.replayed("r1"));

        Awaitility.await("three arrivals")
                .atMost(JobFixture.PATIENCE)
                .until(() -> count("events_raw") >= 1
                        && clickHouse
                                .query("SELECT count() FROM events_raw FINAL WHERE workspace_id = '" + fixture.workspace
                                        + "'")
                                .equals("1"));
    }

    @Test
    void deadLetterIsKeptWithItsReason() {
        DeadLetter letter = new DeadLetter(
                new EventId(1, 2),
                fixture.workspace,
                "src",
                "m1",
                "track",
                DeadLetter.Stage.SCHEMA,
                DeadLetter.Reason.TYPE_CONFLICT,
                "properties.price",
                "price is a number, not a string",
                "warehouse",
                "clean",
                NOON,
                NOON + 5,
                "{\"half\":\"\ud83d\"}");

        fixture.send(Topics.DEAD_LETTERS, letter.key().getBytes(UTF_8), DeadLetterCodec.write(letter), List.of());

        assertThat(firstRow("dead_letters", """
                event_id, source_id, message_id, type, stage, reason, field, error, destination_id, function_id,
                received_at, rejected_at, payload"""))
                .isEqualTo(String.join(
                        "\t",
                        "00000000-0000-0001-0000-000000000002",
                        "src",
                        "m1",
                        "track",
                        "schema",
                        "type_conflict",
                        "properties.price",
                        "price is a number, not a string",
                        "warehouse",
                        "clean",
                        DAY + " 12:00:00.000",
                        DAY + " 12:00:00.005",
                        "{\"half\":\"?\"}"));
    }

    @Test
    void drainedJobHasStoredWhatItReadAndGoesOn() throws Exception {
        fixture.send(Topics.INGEST, track("before").workspace(fixture.workspace));
        firstRow("events_raw", "message_id");

        String savepoint = job.drain(directory.toString());
        fixture.runFrom(savepoint, ArchiveJob::main, fixture.withClickHouse());
        fixture.send(Topics.INGEST, track("after").workspace(fixture.workspace));

        Awaitility.await("the second event").atMost(JobFixture.PATIENCE).until(() -> count("events_raw") >= 2);
        assertThat(count("events_raw")).isEqualTo(2);
    }

    @Test
    void malformedRecordsAreSkippedAndTheJobGoesOn() {
        fixture.send(Topics.INGEST, "k".getBytes(UTF_8), "{broken".getBytes(UTF_8), List.of());
        fixture.send(Topics.DEAD_LETTERS, "k".getBytes(UTF_8), "{broken".getBytes(UTF_8), List.of());
        fixture.send(Topics.INGEST, track("m1").workspace(fixture.workspace));

        assertThat(firstRow("events_raw", "message_id")).isEqualTo("m1");
        assertThat(count("events_raw")).isEqualTo(1);
    }

    private String firstRow(String table, String columns) {
        String query =
                "SELECT " + columns + " FROM " + table + " WHERE workspace_id = '" + fixture.workspace + "' LIMIT 1";
        return Awaitility.await("row of " + table)
                .atMost(JobFixture.PATIENCE)
                .until(() -> clickHouse.query(query + " FORMAT TSVRaw"), row -> !row.isBlank());
    }

    private long count(String table) {
        return Long.parseLong(
                clickHouse.query("SELECT count() FROM " + table + " WHERE workspace_id = '" + fixture.workspace + "'"));
    }
}
