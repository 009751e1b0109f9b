package dev.cdp.flink.job;

import static dev.cdp.flink.Events.NOON;
import static dev.cdp.flink.Events.identify;
import static dev.cdp.flink.Events.track;
import static dev.cdp.flink.config.ConfigRecords.connection;
import static dev.cdp.flink.config.ConfigRecords.function;
import static dev.cdp.flink.config.ConfigRecords.key;
import static dev.cdp.flink.config.ConfigRecords.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.contract.Topics;
import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.config.ConfigRecordCodec;
import dev.cdp.contract.config.FunctionConfig;
import dev.cdp.flink.Events;
import dev.cdp.testkit.ClickHouseService;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The archive run again through another version of a function: the product's jobs on real Kafka and ClickHouse. */
class ReplayJobIT {
    private static final long DAY = 86_400_000;

    private static final String BEFORE = """
            export default event => event.properties.parts
              ? event.properties.parts.map(part => ({ ...event, properties: { part } }))
              : { ...event, properties: { ...event.properties, version: 1 } }
            """;

    private static final String AFTER = """
            export default event => {
              if (event.properties.secret) return null
              if (event.properties.bad) throw new Error('cannot')
              return event.properties.parts
                ? event.properties.parts.slice(1).map(part => ({ ...event, properties: { part } }))
                : { ...event, properties: { ...event.properties, version: 2 } }
            }
            """;

    @RegisterExtension
    static final MiniClusterExtension FLINK = Flink.cluster();

    private JobFixture fixture;
    private ClickHouseService clickHouse;
    private AcceptedTraffic traffic;

    @BeforeEach
    void open(@InjectMiniCluster MiniCluster flink) {
        fixture = new JobFixture(flink);
        clickHouse = fixture.clickHouse();
        traffic = new AcceptedTraffic(fixture);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void eachEventOfTheArchiveIsOnceWhatTheFunctionsOfNowMakeOfItAndNothingThatStandsChanges() {
        configure(function(fixture.workspace, "parts", 1, BEFORE), connection(fixture.workspace, "parts"));
        startJobs();
        traffic.accept(event("plain", "{\"properties\":{\"price\":10}}"));
        traffic.accept(event("plain", "{\"properties\":{\"price\":10}}").at(NOON + 5_000));
        traffic.accept(event("parts", "{\"properties\":{\"parts\":[\"a\",\"b\",\"c\"]}}"));
        traffic.accept(event("hidden", "{\"properties\":{\"secret\":true}}"));
        traffic.accept(event("failing", "{\"properties\":{\"bad\":true}}"));
        traffic.accept(event("earlier", "{\"properties\":{}}").at(NOON - DAY));
        traffic.accept(identify("who")
                .anonymous("anna")
                .user("u1")
                .workspace(fixture.workspace)
                .payload("{\"properties\":{}}")
                .at(NOON + 60_000));
        awaitRows("events", "user_id = 'u1'", 8);
        awaitRows("events_raw", "1", 6);
        awaitRows("outcomes", "state = 'duplicate'", 1);
        String before = all();

        configure(function(fixture.workspace, "parts", 2, AFTER));
        request("r-1", NOON - DAY, NOON + DAY, "");
        replay("r-1").awaitFinished();

        assertThat(shadow("r-1", "message_id, row_no, user_id, properties.version.:Float64, properties.part.:String"))
                .isEqualTo("""
                        earlier\t0\tu1\t2\t\\N
                        parts\t0\tu1\t\\N\tb
                        parts\t1\tu1\t\\N\tc
                        plain\t0\tu1\t2\t\\N
                        who\t0\tu1\t2\t\\N""");
        assertThat(shadow("r-1", "count(), uniqExact(event_id, row_no)")).isEqualTo("5\t5");
        assertThat(clickHouse.query("SELECT state, reason, detail, error FROM replay_outcomes FINAL WHERE replay_id = '"
                        + id("r-1") + "' ORDER BY state"))
                .contains("dead_letter\tfunction_failed\tparts\t")
                .contains("cannot")
                .contains("dropped\tfunction\tparts");
        assertThat(clickHouse.query(
                        "SELECT count(), sum(events) FROM replay_chunks FINAL WHERE replay_id = '" + id("r-1") + "'"))
                .isEqualTo("2\t6");
        assertThat(clickHouse.query("SELECT chunks, state FROM replays FINAL WHERE replay_id = '" + id("r-1") + "'"))
                .isEqualTo("2\trunning");
        assertThat(all()).as("what stands").isEqualTo(before);
        assertThat(clickHouse.query(
                        "SELECT count() FROM dead_letters WHERE workspace_id = '" + fixture.workspace + "'"))
                .as("dead letters of the product")
                .isEqualTo("0");

        // What stands is what comes out where nothing has changed: country, browser and times, too.
        request("r-2", NOON - DAY, NOON + DAY, functions(function(fixture.workspace, "parts", 1, BEFORE)));
        replay("r-2").awaitFinished();
        String columns = clickHouse.query("SELECT arrayStringConcat(groupArray(name), ', ') FROM system.columns WHERE"
                + " database = 'cdp' AND table = 'events' AND name NOT IN ('_block', 'version')");
        assertThat(rows("events_shadow", columns, "replay_id = '" + id("r-2") + "'"))
                .isEqualTo(rows("events", columns, "1"));
    }

    @Test
    void lostTaskManagerInTheMiddleLosesAndDoublesNothing() throws Exception {
        // All wait for their second try while the TaskManager goes: so they are in flight, and in the checkpoint.
        configure(function(fixture.workspace, "later", 1, """
                        export default (event, ctx) => {
                          if (ctx.retries < 2) throw new RetryError('later')
                          return event
                        }
                        """), connection(fixture.workspace, "later"));
        fixture.run(ArchiveJob::main, jobArguments());
        for (int i = 0; i < 100; i++) {
            traffic.accept(event("m-" + i, "{}").at(NOON - i % 3 * DAY));
        }
        awaitRows("events_raw", "1", 100);
        request("r-3", NOON - 3 * DAY, NOON + DAY, "");
        RunningJob job = replay("r-3");
        Awaitility.await("chunks").atMost(JobFixture.PATIENCE).until(() -> !clickHouse
                .query("SELECT count() FROM replay_chunks FINAL WHERE replay_id = '" + id("r-3") + "'")
                .equals("0"));

        job.restartTaskManager();
        job.awaitFinished();

        assertThat(shadow("r-3", "count(), uniqExact(event_id)")).isEqualTo("100\t100");
        assertThat(clickHouse.query("SELECT count() FROM events_shadow WHERE replay_id = '" + id("r-3") + "'"))
                .as("rows written")
                .isEqualTo("100");
        assertThat(clickHouse.query(
                        "SELECT count(), sum(events) FROM replay_chunks FINAL WHERE replay_id = '" + id("r-3") + "'"))
                .isEqualTo("3\t100");
    }

    @Test
    void replayThatNobodyAskedForIsRefused() {
        assertThatThrownBy(() -> ReplayJob.main(fixture.withClickHouse())).hasMessageContaining("--replay is needed");
        assertThatThrownBy(() ->
                        ReplayJob.main(fixture.arguments("--clickhouse", clickHouse.url(), "--replay", "no-such-one")))
                .hasMessageContaining("no row of that replay_id");
        request("r-4", NOON, NOON + 1, "");
        assertThatThrownBy(() ->
                        ReplayJob.main(fixture.arguments("--clickhouse", clickHouse.url(), "--replay", id("r-4"))))
                .hasMessageContaining("the archive has no event");
    }

    private void startJobs() {
        fixture.run(ArchiveJob::main, jobArguments());
        fixture.run(ProcessingJob::main, jobArguments());
        fixture.run(DeliveryJob::main, jobArguments());
    }

    private String[] jobArguments(String... more) {
        return Stream.concat(
                        Arrays.stream(fixture.arguments(
                                "--clickhouse",
                                clickHouse.url(),
                                "--parallelism",
                                "1",
                                "--backfill-interval-ms",
                                "300",
                                "--checkpoint-interval-ms",
                                "300")),
                        Arrays.stream(more))
                .toArray(String[]::new);
    }

    private RunningJob replay(String name) {
        return fixture.submitFrom("", ReplayJob::main, jobArguments("--replay", id(name)));
    }

    private String id(String name) {
        return (fixture.prefix + name).replace(".", "-");
    }

    private void request(String name, long from, long to, String functions) {
        clickHouse.query("INSERT INTO replays (replay_id, version, workspace_id, received_from, received_to, functions,"
                + " state) VALUES ('" + id(name) + "', 1, '" + fixture.workspace + "', fromUnixTimestamp64Milli(" + from
                + "), fromUnixTimestamp64Milli(" + to + "), '" + functions + "', 'requested')");
    }

    private static String functions(FunctionConfig function) {
        return "["
                + new String(ConfigRecordCodec.write(function), UTF_8)
                        .replace("\\", "\\\\")
                        .replace("'", "\\'") + "]";
    }

    private void configure(ConfigRecord... records) {
        for (ConfigRecord record : records) {
            fixture.send(Topics.CONFIG, key(record), value(record), List.of());
        }
    }

    private Events event(String messageId, String payload) {
        return track(messageId).anonymous("anna").workspace(fixture.workspace).payload(payload);
    }

    private String shadow(String name, String columns) {
        return clickHouse.query("SELECT * FROM (SELECT " + columns + " FROM events_shadow FINAL WHERE replay_id = '"
                + id(name) + "') ORDER BY ALL");
    }

    private String rows(String table, String columns, String where) {
        return clickHouse.query("SELECT " + columns + " FROM " + table + " FINAL WHERE workspace_id = '"
                + fixture.workspace + "' AND " + where + " ORDER BY event_id, row_no");
    }

    private String all() {
        return rows("events", "*", "1");
    }

    private void awaitRows(String table, String where, int count) {
        String sql =
                "SELECT count() FROM " + table + " FINAL WHERE workspace_id = '" + fixture.workspace + "' AND " + where;
        Awaitility.await(count + " rows of " + table + " where " + where)
                .atMost(JobFixture.PATIENCE)
                .until(() -> clickHouse.query(sql).equals(Integer.toString(count)));
    }
}
