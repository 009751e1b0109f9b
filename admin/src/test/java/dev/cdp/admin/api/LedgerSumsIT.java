package dev.cdp.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger that pages show, from sums and rows, beside the view that counts the rows alone. */
class LedgerSumsIT {
    /** Hours ago, so that its hour is over, and within the day that is shown by the minute. */
    private static final Instant FIRST =
            Instant.now().minus(Duration.ofHours(5)).truncatedTo(ChronoUnit.MINUTES);

    private static final int MINUTES = 6;

    private final ClickHouseService clickHouse = TestServices.clickHouse();
    private final String workspace = "w" + UUID.randomUUID().toString().replace("-", "");
    private AdminFixture admin;
    private Api owner;

    @BeforeEach
    void fill() throws SQLException {
        clickHouse.migrate();
        admin = AdminFixture.start(Map.of("cdp.ledger.reckon-every", "200ms"));
        owner = admin.setUp();
        AdminFixture.workspace(owner, workspace);
        // Of each ten records one is a duplicate, one is dropped before all destinations, one is rejected by the
        // built-in ClickHouse, one was and has been delivered by a later attempt, and one is on its way.
        accept("shop", 600);
        clickHouse.query("INSERT INTO outcomes (event_id, workspace_id, source_id, destination_id, duplicate, state,"
                + " reason, rows, received_at, version) SELECT "
                + event("shop") + ", '" + workspace
                + "', 'shop', ['', '', 'clickhouse', 'clickhouse'][number % 10 + 1],"
                + " if(number % 10 = 0, concat('c/1/', toString(number)), ''),"
                + " ['duplicate', 'dropped', 'dead_letter', 'dead_letter'][number % 10 + 1], 'why', 0, " + at()
                + ", toUnixTimestamp64Milli(received_at) FROM numbers(600) WHERE number % 10 < 4");
        clickHouse.query("INSERT INTO events (event_id, row_no, version, workspace_id, source_id, anonymous_id,"
                + " received_at, timestamp) SELECT " + event("shop") + ", 0, toUnixTimestamp64Milli(received_at) + 1, '"
                + workspace + "', 'shop', 'anna', " + at()
                + ", received_at FROM numbers(600) WHERE number % 10 BETWEEN 3 AND 8");
        clickHouse.query("INSERT INTO progress (destination_id, workspace_id, topic, partition, offset, at) VALUES"
                + " ('clickhouse', '" + workspace + "', 't', 0, 1, now64(3)), ('d-1', '" + workspace
                + "', 't', 0, 1, now64(3)), ('archive', '" + workspace + "', 't', 0, 1, now64(3))");
    }

    @AfterEach
    void close() throws SQLException {
        admin.close();
    }

    @Test
    void pagesSayWhatTheViewSaysWhetherMinutesAreSummedOrNot() {
        String counted = view();
        assertThat(counted.lines()).hasSize(2 * MINUTES);
        assertThat(counted)
                .contains("clickhouse accepted 100 duplicates 10 dropped 10 dead 10 delivered 60 in flight 10");
        assertThat(shown()).isEqualTo(counted);
        assertThat(clickHouse.query("SELECT count() FROM ledger_sums WHERE workspace_id = '" + workspace + "'"))
                .as("what was written just now is not reckoned")
                .isEqualTo("0");

        settle();

        assertThat(shown()).isEqualTo(counted);
        assertThat(sum("accepted", "shop")).isEqualTo(600);
        assertThat(owner.get(path("/overview?minutes=600")).expect(200).text("accepted"))
                .isEqualTo("600");
    }

    @Test
    void summedMinutesAreNotReadAgain() {
        settle();

        clickHouse.query("INSERT INTO ledger_sums SELECT * REPLACE (1000 AS accepted, now64(3) AS reckoned_at) FROM"
                + " ledger_sums WHERE workspace_id = '" + workspace + "' AND minute = " + minute(0)
                + " AND accepted > 0");

        assertThat(sum("accepted", "shop")).isEqualTo(1_500);
    }

    @Test
    void rowThatComesLateIsShownAtOnceAndSummedLater() {
        settle();

        accept("late", 1);

        assertThat(sum("accepted", "late")).isEqualTo(1);
        assertThat(shown()).isEqualTo(view());
        settle();
        assertThat(shown()).isEqualTo(view()).contains("late");
    }

    @Test
    void deletedRowsAreMissedAlsoInMinutesThatWereSummed() {
        accept("other", 3);
        settle();
        assertThat(sum("accepted", "other")).isEqualTo(3);
        assertThat(sum("in_flight", "shop", "clickhouse")).isEqualTo(60);

        // The fifth: it was never rejected, so without its row it is on its way.
        delete("events", "event_id = (SELECT " + event("shop") + " FROM numbers(5) WHERE number = 4)");
        delete("accepted", "source_id = 'other'");

        assertThat(sum("in_flight", "shop", "clickhouse")).isEqualTo(61);
        assertThat(sum("accepted", "other")).isZero();
        settle();
        assertThat(shown()).isEqualTo(view()).doesNotContain("other");
    }

    private void accept(String source, int records) {
        clickHouse.query("INSERT INTO accepted (event_id, workspace_id, source_id, received_at, collector_instance,"
                + " collector_epoch, collector_sequence, topic, partition, offset) SELECT " + event(source) + ", '"
                + workspace + "', '" + source + "', " + at() + ", '" + workspace + "-" + source
                + "', 1, number, 't', 0, number FROM numbers(" + records + ")");
    }

    private String event(String source) {
        return "reinterpretAsUUID(sipHash128('" + workspace + source + "', number)) AS event_id";
    }

    /** A minute for each hundred records. */
    private static String at() {
        return "toDateTime64(" + FIRST.getEpochSecond()
                + ", 3, 'UTC') + intDiv(number, 100) * 60 + number % 60 AS received_at";
    }

    private static String minute(int number) {
        return "toDateTime(" + (FIRST.getEpochSecond() + number * 60L) + ", 'UTC')";
    }

    private void delete(String table, String rows) {
        clickHouse.query("ALTER TABLE " + table + " DELETE WHERE workspace_id = '" + workspace + "' AND " + rows
                + " SETTINGS mutations_sync = 1");
    }

    /** As if all had been written ten minutes ago; until all is reckoned. */
    private void settle() {
        clickHouse.query("ALTER TABLE ledger_minutes DELETE WHERE workspace_id = '" + workspace
                + "' SETTINGS mutations_sync = 1");
        clickHouse.query("INSERT INTO ledger_minutes (workspace_id, minute, changed_at) SELECT '" + workspace + "', "
                + minute(0) + " + number * 60, now64(3) - 600 FROM numbers(" + MINUTES + ")");
        await().atMost(Duration.ofSeconds(30)).until(() -> clickHouse
                .query("SELECT count() FROM ledger_stale_minutes WHERE workspace_id = '" + workspace + "'")
                .equals("0"));
    }

    private String view() {
        return clickHouse.query("SELECT concat(source_id, ' ', toString(toUnixTimestamp(minute)), ' ', destination_id,"
                + " ' accepted ', toString(accepted), ' duplicates ', toString(duplicates), ' dropped ',"
                + " toString(dropped), ' dead ', toString(dead_letters), ' delivered ', toString(delivered),"
                + " ' in flight ', toString(in_flight), ' rows ', toString(rows)) AS line FROM ledger WHERE workspace_id = '"
                + workspace + "' ORDER BY line");
    }

    private String shown() {
        return items("/ledger?by=minute&from=" + FIRST)
                .map(item -> "%s %d %s accepted %s duplicates %s dropped %s dead %s delivered %s in flight %s rows %s"
                        .formatted(
                                item.path("source_id").asText(),
                                Instant.parse(item.path("minute").asText()).getEpochSecond(),
                                item.path("destination_id").asText(),
                                item.path("accepted").asText(),
                                item.path("duplicates").asText(),
                                item.path("dropped").asText(),
                                item.path("dead_letters").asText(),
                                item.path("delivered").asText(),
                                item.path("in_flight").asText(),
                                item.path("rows").asText()))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private long sum(String term, String source) {
        return sum(term, source, "d-1");
    }

    /** Of all minutes, as the page without minutes has it. */
    private long sum(String term, String source, String destination) {
        return items("/ledger?source_id=" + source + "&destination_id=" + destination + "&from=" + FIRST)
                .mapToLong(item -> item.path(term).asLong())
                .sum();
    }

    private Stream<JsonNode> items(String question) {
        return StreamSupport.stream(
                owner.get(path(question)).expect(200).json().path("items").spliterator(), false);
    }

    private String path(String rest) {
        return "/api/v1/workspaces/" + workspace + rest;
    }
}
