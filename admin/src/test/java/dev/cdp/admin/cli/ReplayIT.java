package dev.cdp.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the rows of a replay, on a real ClickHouse; the job that makes them is another test's. */
class ReplayIT {
    private static final String COLUMNS = "anonymous_id, row_no, event, user_id, properties.price, properties.currency";

    private final ClickHouseService clickHouse = TestServices.clickHouse();
    private final String workspace = "ws-" + UUID.randomUUID();
    private final String replay = "r-" + UUID.randomUUID();
    private final Instant day = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);

    @BeforeEach
    void migrate() {
        clickHouse.migrate();
    }

    @Test
    void differenceIsShownByEventAndFieldAndReplacedOnlyWhenItIsApplied() {
        live("same", 0, "Sold", "{\"price\":10}");
        live("dearer", 0, "Sold", "{\"price\":10}");
        live("shrinks", 0, "Sold", "{\"price\":1}");
        live("shrinks", 1, "Sold", "{\"price\":2}");
        live("hidden", 0, "Seen", "{\"price\":3}");
        live("fails", 0, "Seen", "{\"price\":4}");
        live("unknown", 0, "Seen", "{\"price\":5}");
        shadow("same", 0, "Sold", "{\"price\":10}");
        shadow("dearer", 0, "Sold", "{\"price\":12,\"currency\":\"EUR\"}");
        shadow("shrinks", 0, "Sold", "{\"price\":1}");
        shadow("new", 0, "Seen", "{\"price\":6}");
        outcome("hidden", "dropped", "function", "mask", "");
        outcome("fails", "dead_letter", "function_failed", "mask", "line 3: no such thing");
        outcomeNow("hidden", "dead_letter");
        requested("compared");
        String before = rows();

        CliRun compared = run("--compare " + replay);
        assertThat(compared.exitCode()).as(compared.err()).isZero();
        assertThat(compared.out().replaceAll(" +", " "))
                .contains("Sold 4 3 1 1 0 0 0")
                .contains("Seen 3 1 0 1 1 1 1")
                .contains("Sold properties.currency 1 - \"EUR\"")
                .contains("Sold properties.price 1 10 12")
                .contains("dead_letter function_failed mask 1 line 3: no such thing")
                .contains("dropped function mask 1")
                .contains("make replay apply=" + replay);
        assertThat(rows()).as("what stands").isEqualTo(before);

        CliRun applied = run("--apply " + replay);
        assertThat(applied.exitCode()).as(applied.err()).isZero();
        assertThat(rows()).isEqualTo("""
                        dearer\t0\tSold\t\t12\tEUR
                        fails\t0\tSeen\t\t4\t\\N
                        new\t0\tSeen\t\t6\t\\N
                        same\t0\tSold\t\t10\t\\N
                        shrinks\t0\tSold\t\t1\t\\N
                        unknown\t0\tSeen\t\t5\t\\N""");
        assertThat(clickHouse.query(
                        "SELECT state, reason, detail FROM outcomes FINAL WHERE workspace_id = '" + workspace + "'"))
                .isEqualTo("dropped\tfunction\tmask");
        assertThat(clickHouse.query("SELECT version FROM events FINAL WHERE workspace_id = '" + workspace
                        + "' AND anonymous_id = 'same'"))
                .as("a row that is the same is not written again")
                .isEqualTo("100");

        String after = rows();
        assertThat(run("--apply " + replay).exitCode()).isZero();
        assertThat(rows()).as("applied again").isEqualTo(after);
        assertThat(run("--compare " + replay).out().replaceAll(" +", " "))
                .contains("No row that is in both has changed");

        assertThat(run("--drop " + replay).exitCode()).isZero();
        for (String table :
                new String[] {"replays", "events_shadow", "replay_outcomes", "replay_chunks", "replay_changes"}) {
            assertThat(clickHouse.query("SELECT count() FROM " + table + " WHERE replay_id = '" + replay + "'"))
                    .as(table)
                    .isEqualTo("0");
        }
        assertThat(rows()).isEqualTo(after);
    }

    @Test
    void rowsThatWereDeliveredAnewSinceTheComparisonAreNotReplacedByIt() {
        live("anna", 0, "Sold", "{\"price\":10}");
        shadow("anna", 0, "Sold", "{\"price\":12}");
        requested("compared");
        assertThat(run("--compare " + replay).exitCode()).isZero();
        insert("events", "anna", 0, "Sold", "{\"price\":11}", 200);

        CliRun refused = run("--apply " + replay);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("1 of the rows", "make replay compare=" + replay);
        assertThat(rows()).contains("\t11\t");

        assertThat(run("--compare " + replay).out()).contains("11");
        assertThat(run("--apply " + replay).exitCode()).isZero();
        assertThat(rows()).contains("\t12\t");
    }

    @Test
    void rowsBelongToTheOwnerOfNowAlthoughABackfillCameBetweenComparisonAndApplication() {
        live("anna", 0, "Sold", "{\"price\":10}");
        shadow("anna", 0, "Sold", "{\"price\":12}");
        requested("compared");
        assertThat(run("--compare " + replay).exitCode()).isZero();

        clickHouse.query("INSERT INTO identity_owners (workspace_id, anonymous_id, revision, owned_from, owners,"
                + " changed_at) VALUES ('" + workspace + "', 'anna', 1, [0], ['u1'], now64(3))");
        clickHouse.query("INSERT INTO events SELECT * REPLACE (version + 1 AS version, 'u1' AS user_id, '' AS"
                + " sent_user_id) FROM events FINAL WHERE workspace_id = '" + workspace + "'");

        CliRun applied = run("--apply " + replay);
        assertThat(applied.exitCode()).as(applied.err()).isZero();
        assertThat(rows()).isEqualTo("anna\t0\tSold\tu1\t12\t\\N");
    }

    @Test
    void applicationThatWasBrokenOffIsFinished() {
        live("anna", 0, "Sold", "{\"price\":10}");
        live("bert", 0, "Sold", "{\"price\":10}");
        shadow("anna", 0, "Sold", "{\"price\":12}");
        shadow("bert", 0, "Sold", "{\"price\":12}");
        requested("compared");
        assertThat(run("--compare " + replay).exitCode()).isZero();
        // It had begun, and had written one of two rows.
        clickHouse.query("INSERT INTO replays SELECT * REPLACE (version + 1 AS version, 'applying' AS state, 5000 AS"
                + " apply_version) FROM replays FINAL WHERE replay_id = '" + replay + "'");
        insert("events", "anna", 0, "Sold", "{\"price\":12}", 5000);

        assertThat(run("--drop " + replay).err()).contains("applied in part");
        assertThat(run("--apply " + replay).exitCode()).isZero();
        assertThat(rows()).isEqualTo("anna\t0\tSold\t\t12\t\\N\nbert\t0\tSold\t\t12\t\\N");
    }

    @Test
    void replayThatIsNotReadToItsEndIsNeitherComparedNorApplied() {
        requested("compared");
        clickHouse.query(
                "INSERT INTO replays SELECT * REPLACE (version + 1 AS version, 2 AS chunks, 'requested' AS state)"
                        + " FROM replays FINAL WHERE replay_id = '" + replay + "'");
        CliRun run = run("--apply " + replay);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("has not been compared yet");
    }

    @ParameterizedTest
    @CsvSource({
        "--from tomorrow, 2, --from is 'tomorrow'",
        "--from -1h --to later, 2, --to is 'later'",
        "--from -1h --to -2h, 2, --from must be before --to",
        "--from -1h --parallelism 0, 2, --parallelism is '0'",
        "--from -1h --function mask, 2, --function is 'mask'",
        "--from -1h --apply r, 2, give one of them",
        "--from -1h --workspace no-such-one, 1, the archive has no event of workspace no-such-one",
        "--apply no-such-one, 1, there is no replay 'no-such-one'"
    })
    void whatCanNotBeDoneIsSaidWithTheArgumentThatIsAtFault(String arguments, int exitCode, String error) {
        CliRun run = run(arguments);
        assertThat(run.err()).contains(error);
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void replaysAreListed() {
        requested("compared");
        assertThat(run("").out()).contains(replay, workspace, "compared");
    }

    @Test
    void jobThatWasNotSubmittedWhenTheReplayWasBegunIsSubmittedWhenItIsComparedAndElseTheReplayStays() {
        clickHouse.query("INSERT INTO replays (replay_id, version, workspace_id, received_from, received_to, state)"
                + " VALUES ('" + replay + "', 1, '" + workspace + "', now64(3) - 60, now64(3), 'requested')");

        CliRun compared = CliRun.of(
                Map.of("CDP_CLICKHOUSE_URL", clickHouse.url(), "CDP_FLINK_URL", "http://127.0.0.1:1"),
                "replay --compare " + replay);

        assertThat(compared.exitCode()).isNotZero();
        assertThat(compared.err()).contains("Flink").doesNotContain("does not tell of job");
        assertThat(clickHouse.query("SELECT state FROM replays FINAL WHERE replay_id = '" + replay + "'"))
                .isEqualTo("requested");
    }

    private CliRun run(String arguments) {
        return CliRun.of(Map.of("CDP_CLICKHOUSE_URL", clickHouse.url()), ("replay " + arguments).strip());
    }

    private void requested(String state) {
        clickHouse.query("INSERT INTO replays (replay_id, version, workspace_id, received_from, received_to, chunks,"
                + " records, state) VALUES ('" + replay + "', 1, '" + workspace + "', fromUnixTimestamp64Milli("
                + day.toEpochMilli() + "), fromUnixTimestamp64Milli("
                + day.plus(1, ChronoUnit.DAYS).toEpochMilli()
                + "), 1, 7, '" + state + "')");
        clickHouse.query("INSERT INTO replay_chunks (replay_id, chunk, records, events, read_at) VALUES ('" + replay
                + "', 0, 7, 7, now64(3))");
    }

    private void live(String name, int rowNo, String event, String properties) {
        insert("events", name, rowNo, event, properties, 100);
    }

    private void shadow(String name, int rowNo, String event, String properties) {
        insert("events_shadow", name, rowNo, event, properties, 100);
    }

    /** One event of each anonymous id. */
    private void insert(String table, String name, int rowNo, String event, String properties, long version) {
        boolean shadow = table.equals("events_shadow");
        clickHouse.query("INSERT INTO " + table + " (" + (shadow ? "replay_id, " : "")
                + "workspace_id, source_id, anonymous_id, event_id, message_id, row_no, version, type, event,"
                + " received_at, timestamp, properties, traits, context) VALUES ("
                + (shadow ? "'" + replay + "', " : "")
                + "'" + workspace + "', 'src', '" + name + "', '" + id(name) + "', '" + name + "', " + rowNo + ", "
                + version + ", 'track', '" + event + "', " + received() + ", " + received() + ", '" + properties
                + "', '{}', '{}')");
    }

    private void outcome(String name, String state, String reason, String detail, String error) {
        clickHouse.query("INSERT INTO replay_outcomes (replay_id, event_id, workspace_id, source_id, state, reason,"
                + " detail, error, received_at, version) VALUES ('" + replay + "', '" + id(name) + "', '" + workspace
                + "', 'src', '" + state + "', '" + reason + "', '" + detail + "', '" + error + "', " + received()
                + ", 100)");
    }

    private void outcomeNow(String name, String state) {
        clickHouse.query("INSERT INTO outcomes (event_id, workspace_id, source_id, destination_id, duplicate, state,"
                + " reason, received_at, version) VALUES ('" + id(name) + "', '" + workspace
                + "', 'src', 'clickhouse', '', '" + state + "', 'row_refused', " + received() + ", 100)");
    }

    private UUID id(String name) {
        return UUID.nameUUIDFromBytes((workspace + name).getBytes(StandardCharsets.UTF_8));
    }

    private String received() {
        return "fromUnixTimestamp64Milli(" + day.plus(12, ChronoUnit.HOURS).toEpochMilli() + ")";
    }

    private String rows() {
        return clickHouse.query("SELECT " + COLUMNS + " FROM events FINAL WHERE workspace_id = '" + workspace
                + "' ORDER BY anonymous_id, row_no");
    }
}
