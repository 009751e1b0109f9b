package dev.cdp.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What each page of the console asks first, of long lists: how much is read for it. Only with {@code -Dcdp.lists=true}.
 * Prints rows read and milliseconds; {@code -Dcdp.lists.functions=10000 -Dcdp.lists.dead-letters=1000000 -Dcdp.lists.events=100000000} makes them as long
 * as they may become. Events are spread over {@value #DAYS} days, the newest one minute old.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(named = "cdp.lists", matches = "true")
class LargeListsIT {
    private static final int DAYS = 20;
    /** Of these the minutes that were written last are not reckoned; pages read their rows. */
    private static final int MOST_STALE_MINUTES = 10;

    /** As eight partitions are reported, every ten seconds; they tell which destinations there are. */
    private static final long REPORTS = DAYS * 8_640 * 8;

    private static final int FUNCTIONS = Integer.getInteger("cdp.lists.functions", 200);
    private static final long DEAD_LETTERS = Long.getLong("cdp.lists.dead-letters", 20_000);
    private static final long EVENTS = Long.getLong("cdp.lists.events", 2_000_000);

    /** A part of a day's inserts, so that no insert needs much memory. */
    private static final long MOST_AT_ONCE = 1_000_000;

    private static final String EVENT_ID = "reinterpretAsUUID(sipHash128(%d, number)) AS event_id";

    private final ClickHouseService clickHouse = TestServices.clickHouse();
    private final String workspace = "w" + UUID.randomUUID().toString().replace("-", "");
    private final String path = "/api/v1/workspaces/" + workspace;
    private AdminFixture admin;
    private Api owner;

    @BeforeAll
    void fill() throws SQLException {
        clickHouse.migrate();
        admin = AdminFixture.start();
        owner = admin.setUp();
        AdminFixture.workspace(owner, workspace);
        writeFunctions();
        writeDeadLetters();
        // The oldest first, as they come: what is merged together is of about the same age.
        for (int day = DAYS - 1; day >= 0; day--) {
            writeEvents(day);
        }
        clickHouse.query("INSERT INTO progress (destination_id, workspace_id, topic, partition, offset, at)"
                + " SELECT 'clickhouse', '', 'events.ingest', number % 8, number, now64(3) - intDiv(number, 8) * 10"
                + " FROM numbers(" + REPORTS + ")");
        awaitSums();
        System.out.printf("%-60s %12s %8s %s%n", "first answer", "rows read", "ms", "again");
    }

    /** Until pages need not read the rows of all minutes. */
    private void awaitSums() {
        long begun = System.nanoTime();
        await().atMost(Duration.ofMinutes(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Integer.parseInt(clickHouse.query("SELECT count() FROM ledger_stale_minutes"
                                + " WHERE workspace_id = '" + workspace + "'"))
                        < MOST_STALE_MINUTES);
        System.out.printf("sums of %d days were there %d s later%n", DAYS, (System.nanoTime() - begun) / 1_000_000_000);
    }

    @AfterAll
    void empty() throws SQLException {
        for (String table : List.of(
                "events_raw",
                "accepted",
                "events",
                "dead_letters",
                "outcomes",
                "progress",
                "ledger_minutes",
                "ledger_sums")) {
            clickHouse.query("TRUNCATE TABLE " + table);
        }
        admin.close();
    }

    @AfterEach
    void lookAtTheTime() {
        System.out.flush();
    }

    @Test
    void functionsAreFoundByAnIndex() throws SQLException {
        read("/functions?limit=50");
        read("/functions?limit=50&q=no+" + (FUNCTIONS / 2));
        read("/audit-log?limit=50");
        String plan = postgres("EXPLAIN SELECT id, name, version FROM functions WHERE workspace_id = '" + workspace
                + "' AND id < 'fn_~' ORDER BY id DESC LIMIT 51");
        assertThat(plan).contains("Index Scan").doesNotContain("Sort");
    }

    @Test
    void newestEventsAreReadOfTheirDaysAlone() {
        assertThat(read("/events?limit=50")).isLessThan(EVENTS / 2);
        assertThat(read("/events?limit=50&event=Sold+7")).isLessThan(EVENTS / 2);
        assertThat(read("/events?limit=50&anonymous_id=visitor-77")).isLessThan(EVENTS / 2);
    }

    @Test
    void oneEventIsFoundWithoutReadingAll() {
        String messageId = owner.get(path + "/events?limit=1").text("items/0/message_id");
        assertThat(read("/events?message_id=" + messageId)).isLessThan(EVENTS / 2);
        assertThat(read("/journeys/" + messageId)).isLessThan(EVENTS / 2 + DEAD_LETTERS);
    }

    @Test
    void deadLettersAreReadOncePerQuestion() {
        assertThat(read("/dead-letters?limit=50")).isLessThan(3 * DEAD_LETTERS);
        assertThat(read("/dead-letters?limit=50&function_id=f-3")).isLessThan(3 * DEAD_LETTERS);
        assertThat(read("/dead-letters?limit=50&event=Sold+7")).isLessThan(3 * DEAD_LETTERS);
        assertThat(read("/dead-letters/reasons")).isLessThan(2 * DEAD_LETTERS);
    }

    @Test
    void countsOfAnHourReadThatHourAndNotTheMonth() {
        assertThat(read("/overview?minutes=60")).isLessThan(REPORTS + EVENTS / 2 + DEAD_LETTERS);
        assertThat(read("/overview?minutes=1440")).isLessThan(REPORTS + EVENTS / 2 + DEAD_LETTERS);
        assertThat(read("/ledger?from=" + ago(Duration.ofHours(1)))).isLessThan(REPORTS + EVENTS / 2);
        assertThat(read("/ledger?from=" + ago(Duration.ofDays(1)))).isLessThan(REPORTS + EVENTS / 2);
        assertThat(read("/ledger?by=minute&from=" + ago(Duration.ofDays(1)))).isLessThan(REPORTS + EVENTS / 2);
        assertThat(read("/ledger?from=" + ago(Duration.ofDays(DAYS)))).isLessThan(REPORTS + EVENTS / 2);
        assertThat(read("/ledger/events?limit=50&destination_id=clickhouse&state=accepted&from="
                        + ago(Duration.ofHours(1))))
                .isLessThan(EVENTS / 2);
        assertThat(read("/ledger/events?limit=50&destination_id=clickhouse&state=delivered&from="
                        + ago(Duration.ofHours(1))))
                .isLessThan(EVENTS);
    }

    /** Asks twice; returns how many rows the server has read for the first answer. */
    private long read(String question) {
        long before = selectedRows();
        long begun = System.nanoTime();
        owner.get(path + question).expect(200);
        long first = System.nanoTime() - begun;
        long rows = selectedRows() - before;
        begun = System.nanoTime();
        owner.get(path + question).expect(200);
        System.out.printf(
                "%-60s %12d %8d %d%n",
                question.replaceFirst("from=(....-..-..).*", "from=$1"),
                rows,
                first / 1_000_000,
                (System.nanoTime() - begun) / 1_000_000);
        return rows;
    }

    private long selectedRows() {
        return Long.parseLong(clickHouse.query("SELECT value FROM system.events WHERE event = 'SelectedRows'"));
    }

    private static String ago(Duration duration) {
        return Instant.now().minus(duration).toString();
    }

    private void writeFunctions() throws SQLException {
        AdminFixture.execute(
                "INSERT INTO functions (id, workspace_id, name, code, updated_by) SELECT 'fn_' || lpad(n::text,"
                        + " 10, '0'), '" + workspace
                        + "', 'Function no ' || n, 'export default (event) => event', 'test'"
                        + " FROM generate_series(1, " + FUNCTIONS + ") AS n");
        AdminFixture.execute("ANALYZE functions");
    }

    private void writeDeadLetters() {
        clickHouse.query("INSERT INTO dead_letters (event_id, workspace_id, source_id, message_id, type, stage, reason,"
                + " error, destination_id, function_id, received_at, rejected_at, payload) SELECT "
                + EVENT_ID.formatted(99) + ", '" + workspace + "', 'shop', concat('dead-', toString(number)), 'track',"
                + " 'function', 'function_failed', 'TypeError: no price in line 3', 'd-1',"
                + " concat('f-', toString(number % 10)), now64(3) - 60 - number * " + 6 * 86_400.0 / DEAD_LETTERS
                + " AS at, at, concat('{\"event\":\"Sold ', toString(number % 50),"
                + " '\",\"properties\":{\"total\":', toString(number), ',\"currency\":\"EUR\"}}') FROM numbers("
                + DEAD_LETTERS + ")");
    }

    private void writeEvents(int day) {
        long each = EVENTS / DAYS;
        for (long done = 0; done < each; done += MOST_AT_ONCE) {
            String numbers = " FROM numbers(" + done + ", " + Math.min(MOST_AT_ONCE, each - done) + ")";
            String id = EVENT_ID.formatted(day) + ", '" + workspace + "' AS workspace_id, 'shop' AS source_id";
            String at = "now64(3) - 60 - " + day + " * 86400 - number * " + 86_400.0 / each + " AS received_at";
            String person = "concat('visitor-', toString(number * 7919 % 100003)) AS anonymous_id, concat('m-" + day
                    + "-', toString(number)) AS message_id, 'track' AS type, concat('Sold ', toString(number % 50)) AS event";
            clickHouse.query("INSERT INTO events_raw (event_id, workspace_id, source_id, received_at, anonymous_id,"
                    + " message_id, type, event, channel, timestamp, payload) SELECT " + id + ", " + at + ", " + person
                    + ", 'live', received_at, concat('{\"event\":\"', event, '\",\"properties\":{\"total\":',"
                    + " toString(number), ',\"currency\":\"EUR\",\"sku\":\"', hex(sipHash64(number)), '\"}}')"
                    + numbers);
            clickHouse.query("INSERT INTO events (event_id, workspace_id, source_id, received_at, anonymous_id,"
                    + " message_id, type, event, channel, timestamp, row_no, version) SELECT " + id + ", " + at + ", "
                    + person + ", 'live', received_at, 0, toUnixTimestamp64Milli(received_at)" + numbers);
            clickHouse.query("INSERT INTO accepted (event_id, workspace_id, source_id, received_at, collector_instance,"
                    + " collector_epoch, collector_sequence, topic, partition, offset) SELECT " + id + ", " + at
                    + ", 'c1', 1, " + (DAYS - day) * each + " - number, 'events.ingest', 0, " + (DAYS - day) * each
                    + " - number" + numbers);
        }
    }

    private static String postgres(String sql) throws SQLException {
        try (Connection connection = TestServices.postgres().connect();
                Statement statement = connection.createStatement()) {
            // Which index there is, not whether a table as small as the default one is worth it.
            statement.execute("SET enable_seqscan = off");
            try (ResultSet rows = statement.executeQuery(sql)) {
                StringBuilder plan = new StringBuilder();
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
                return plan.toString();
            }
        }
    }
}
