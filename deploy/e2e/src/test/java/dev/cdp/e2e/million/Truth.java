package dev.cdp.e2e.million;

import dev.cdp.e2e.stack.ClickHouse;
import java.io.IOException;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * What is known of the events, in ClickHouse beside what has become of them, so that they are compared as sets.
 *
 * <p>{@code million_events}: one row per event that was sent. {@code million_ends}: how each fate ends, by destination;
 * {@code million_refusals}: what dead letter the collector makes of those that it refuses.
 * {@code million_records}: the accepted records; the one that goes on is the first by its collector's count. {@code
 * million_truth}: accepted events with their first record and the user whom they belong to. {@code million_warehouse}: a
 * copy of the warehouse's rows.
 */
final class Truth {
    private static final String ENDS = "fate String, destination_id String, state String, reason String, detail String,"
            + " rows UInt32, stage String, field String, function_id String";
    private static final String USERS = "CREATE TABLE million_truth ENGINE = MergeTree ORDER BY event_id AS"
            + " WITH firsts AS (SELECT event.*, record.received_at AS received_at, record.ordinal AS ordinal, record.origin AS"
            + "   origin, records FROM million_events AS event INNER JOIN (SELECT event_id, argMin(million_records.received_at,"
            + "   million_records.ordinal) AS received_at, min(million_records.ordinal) AS ordinal, argMin(million_records.origin,"
            + "   million_records.ordinal) AS origin, count() AS records FROM million_records GROUP BY event_id) AS record"
            + "   USING (event_id)),"
            + " links AS (SELECT workspace_id, anonymous_id, received_at AS since, argMax(user_id, ordinal) AS link_user"
            + "   FROM firsts WHERE user_id != '' AND anonymous_id != '' GROUP BY workspace_id, anonymous_id, since)"
            + " SELECT one.*, multiIf(one.user_id != '', one.user_id, in_force != '', in_force, first_user) AS owner FROM"
            + " (SELECT firsts.*, links.link_user AS in_force FROM firsts ASOF LEFT JOIN links ON firsts.workspace_id ="
            + "   links.workspace_id AND firsts.anonymous_id = links.anonymous_id AND firsts.received_at >= links.since) AS one"
            + " LEFT JOIN (SELECT workspace_id, anonymous_id, argMin(link_user, since) AS first_user FROM links"
            + "   GROUP BY workspace_id, anonymous_id) AS earliest USING (workspace_id, anonymous_id)";

    private final ClickHouse clickhouse;
    private final Places places;
    private final String since;

    /** @param since time of ClickHouse, from which on all is the run's */
    Truth(ClickHouse clickhouse, Places places, String since) {
        this.clickhouse = clickhouse;
        this.places = places;
        this.since = since;
    }

    /** Condition on the columns workspace_id and received_at. */
    String ofTheRun() {
        return ofTheWorkspaces() + "AND received_at >= '" + since + "' ";
    }

    String ofTheWorkspaces() {
        return " workspace_id IN " + places.workspaces() + " ";
    }

    /** After the senders' logs were loaded. */
    void tellEvents() {
        replace(
                "million_events",
                "ENGINE = MergeTree ORDER BY event_id AS SELECT event_id, any(workspace_id) AS workspace_id, any(source_id)"
                        + " AS source_id, any(message_id) AS message_id, any(anonymous_id) AS anonymous_id, any(user_id) AS"
                        + " user_id, any(fate) AS fate, count() AS copies, sum(doubt) AS doubts, min(tried_at) AS tried_at,"
                        + " min(answered_at) AS answered_at, fate IN "
                        + ClickHouse.list(
                                Fate.refused().stream().map(Enum::name).toList()) + " AS refused"
                        + " FROM " + SentLog.TABLE + " GROUP BY event_id");
        replace("million_ends", "(" + ENDS + ") ENGINE = MergeTree ORDER BY fate");
        String rows = Stream.of(Fate.values())
                .flatMap(fate -> places.ends(fate).stream().map(end -> row(fate, end)))
                .collect(Collectors.joining(","));
        clickhouse.execute("INSERT INTO million_ends VALUES " + rows);
        replace(
                "million_refusals",
                "(fate String, stage String, reason String, field String) ENGINE = MergeTree ORDER BY fate");
        String refusals = Fate.refused().stream()
                .filter(fate -> !fate.stage.isEmpty())
                .map(fate -> Stream.of(fate.name(), fate.stage, fate.reason, fate.field)
                        .map(ClickHouse::quote)
                        .collect(Collectors.joining(",", "(", ")")))
                .collect(Collectors.joining(","));
        clickhouse.execute("INSERT INTO million_refusals VALUES " + refusals);
    }

    private static String row(Fate fate, End end) {
        return Stream.of(fate.name(), end.destination(), end.state(), end.reason(), end.detail())
                        .map(ClickHouse::quote)
                        .collect(Collectors.joining(",", "(", ","))
                + end.rows() + ","
                + Stream.of(end.stage(), end.field(), end.function())
                        .map(ClickHouse::quote)
                        .collect(Collectors.joining(",", "", ")"));
    }

    /** When all records are there. */
    void tellRecords() {
        replace(
                "million_records",
                "ENGINE = MergeTree ORDER BY event_id AS SELECT event_id, received_at, (collector_epoch,"
                        + " collector_sequence) AS ordinal, concat(collector_instance, '/', toString(collector_epoch), '/',"
                        + " toString(collector_sequence)) AS origin FROM accepted FINAL WHERE" + ofTheRun());
        clickhouse.execute("DROP TABLE IF EXISTS million_truth");
        clickhouse.execute(USERS);
    }

    /** As it is now. */
    void copyWarehouse() throws SQLException, IOException {
        replace(
                "million_warehouse",
                "(event_id UUID, row_no UInt32, user_id String) ENGINE = MergeTree ORDER BY event_id");
        StringWriter rows = new StringWriter();
        try (Connection connection = places.warehouseTable()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "COPY (SELECT event_id, row_no, coalesce(user_id, '') FROM " + Places.TABLE
                                    + " WHERE received_at >= '" + since + "+00') TO STDOUT",
                            rows);
        }
        if (rows.getBuffer().length() > 0) {
            clickhouse.execute("INSERT INTO million_warehouse FORMAT TSV\n" + rows);
        }
    }

    private void replace(String table, String definition) {
        clickhouse.execute("DROP TABLE IF EXISTS " + table);
        clickhouse.execute("CREATE TABLE " + table + " " + definition);
    }
}
