package dev.cdp.e2e.million;

/**
 * A comparison of what has become of the events with what is known of them.
 *
 * @param name what holds when nothing is found
 * @param sql finds what differs
 */
record Comparison(String name, String sql) {

    /** The records of the ledger: each send that was answered, and of those that were not at most each. */
    static Comparison accepted(Truth truth) {
        return new Comparison(
                "each event is accepted as often as it was answered 200",
                "SELECT event_id, fate, copies, doubts, n FROM million_events AS event FULL JOIN (SELECT event_id, count() AS n"
                        + " FROM accepted FINAL WHERE" + truth.ofTheRun()
                        + "GROUP BY event_id) AS record USING (event_id)"
                        + " WHERE NOT (if(refused, n = 0, n BETWEEN copies AND copies + doubts))");
    }

    static Comparison times() {
        return new Comparison(
                "each was received between its first try and its answer",
                "SELECT event_id, received_at, tried_at, answered_at FROM million_truth"
                        + " WHERE received_at NOT BETWEEN tried_at AND answered_at");
    }

    static Comparison archive(Truth truth) {
        return new Comparison(
                "events_raw has each accepted event once",
                "SELECT event_id, fate, n FROM (SELECT * FROM million_events WHERE NOT refused) AS event FULL JOIN (SELECT"
                        + " event_id, count() AS n FROM events_raw FINAL WHERE" + truth.ofTheRun()
                        + "GROUP BY event_id) AS raw USING (event_id) WHERE n != 1 OR fate = ''");
    }

    static Comparison rows(Truth truth) {
        return new Comparison(
                "events has the rows of each event once, with its user, by the function in its version",
                "SELECT event_id, fate, rows, n, owner, users, versions FROM (" + expected("clickhouse", "rows > 0")
                        + ") AS event FULL JOIN (SELECT event_id, count() AS n, groupUniqArray(row_no) AS numbers,"
                        + " groupUniqArray(user_id) AS users, groupUniqArray(toUInt8(properties.by.:Float64)) AS versions,"
                        + " countIf(type = 'track') AS tracks"
                        + " FROM events FINAL WHERE" + truth.ofTheRun() + "GROUP BY event_id) AS row USING (event_id)"
                        + " WHERE n != rows OR length(numbers) != n OR arrayMax(numbers) != n - 1 OR users != [owner]"
                        + " OR (is_shop AND tracks > 0 AND versions != [" + Places.VERSION + "])");
    }

    static Comparison warehouse(Places places) {
        return new Comparison(
                "the warehouse has the rows of each event once, with its user",
                "SELECT event_id, fate, rows, n, owner, users FROM (" + expected(places.warehouse(), "rows > 0")
                        + ") AS event FULL JOIN (SELECT event_id, count() AS n, groupUniqArray(user_id) AS users"
                        + " FROM million_warehouse GROUP BY event_id) AS row USING (event_id)"
                        + " WHERE n != rows OR users != [owner]");
    }

    static Comparison duplicates(Truth truth) {
        return new Comparison(
                "of each event's records all but the first are its duplicates",
                "SELECT event_id, records.origin, outcomes.origin FROM (SELECT event_id, million_records.origin AS origin FROM"
                        + " million_records INNER JOIN million_truth USING (event_id) WHERE million_records.origin !="
                        + " million_truth.origin) AS records FULL JOIN (SELECT event_id, duplicate AS origin FROM outcomes"
                        + " FINAL WHERE state = 'duplicate' AND" + truth.ofTheRun()
                        + ") AS outcomes ON records.event_id = outcomes.event_id AND records.origin = outcomes.origin"
                        + " WHERE records.origin = '' OR outcomes.origin = ''");
    }

    /** Those of the built-in ClickHouse that became rows have no outcome, or an overtaken one. */
    static Comparison outcomes(Truth truth) {
        return new Comparison(
                "the outcome of each event for each destination is the known one",
                "SELECT event_id, destination_id, fate, state, reason, detail, rows, o.state, o.reason, o.detail, o.rows FROM ("
                        + "SELECT event_id, fate, received_at, ends.* EXCEPT (fate) FROM million_truth AS truth INNER JOIN"
                        + " million_ends AS ends USING (fate) WHERE NOT (destination_id = 'clickhouse' AND state = 'delivered'))"
                        + " AS event FULL JOIN (SELECT event_id, destination_id, state, reason, detail, rows FROM outcomes FINAL"
                        + " WHERE duplicate = '' AND NOT (destination_id = 'clickhouse' AND state = 'held') AND"
                        + truth.ofTheRun() + ") AS o USING (event_id, destination_id)"
                        + " WHERE event.state != o.state OR event.reason != o.reason OR event.detail != o.detail"
                        + " OR event.rows != o.rows");
    }

    static Comparison deadLetters(Truth truth) {
        String known =
                "SELECT event_id, destination_id, fate, stage, reason, field, function_id FROM million_truth INNER JOIN"
                        + " million_ends USING (fate) WHERE stage != '' UNION ALL SELECT event_id, '', fate, stage, reason, field, ''"
                        + " FROM million_events INNER JOIN million_refusals USING (fate)";
        return new Comparison(
                "each dead letter is there once, with stage, reason, field and function",
                "SELECT event_id, destination_id, fate, known.stage, known.reason, known.field, l.stage, l.reason, l.field,"
                        + " l.function_id, l.error FROM (" + known
                        + ") AS known FULL JOIN (SELECT event_id, destination_id,"
                        + " count() AS n, any(stage) AS stage, any(reason) AS reason, any(field) AS field, any(function_id) AS"
                        + " function_id, any(error) AS error FROM dead_letters FINAL WHERE" + truth.ofTheRun()
                        + "GROUP BY event_id, destination_id) AS l USING (event_id, destination_id) WHERE n != 1 OR fate = '' OR"
                        + " known.stage != l.stage OR known.reason != l.reason OR known.field != l.field OR"
                        + " known.function_id != l.function_id OR error = '' OR (l.stage = 'function' AND error NOT LIKE '%version "
                        + Places.VERSION + "%')");
    }

    /** Minute by minute, source by source and destination by destination. */
    static Comparison ledger(Truth truth, String since) {
        String known = "SELECT workspace_id, source_id, destination_id, minute, count() AS accepted, countIf(repeat) AS"
                + " duplicates, countIf(NOT repeat AND state = 'dropped') AS dropped, countIf(NOT repeat AND state ="
                + " 'dead_letter') AS dead_letters, countIf(NOT repeat AND state = 'delivered') AS delivered, sumIf(ends.rows, NOT"
                + " repeat) AS rows FROM (SELECT record.event_id, workspace_id, source_id, fate, record.origin != truth.origin AS"
                + " repeat, toStartOfMinute(record.received_at) AS minute FROM million_records AS record INNER JOIN million_truth"
                + " AS truth ON record.event_id = truth.event_id) AS records INNER JOIN million_ends AS ends USING (fate)"
                + " GROUP BY workspace_id, source_id, destination_id, minute";
        String terminology =
                "toInt64(accepted), toInt64(duplicates), toInt64(dropped), toInt64(dead_letters), toInt64(delivered), toInt64(rows)";
        return new Comparison(
                "the ledger's sums are the known ones in each minute, and accepted = their sum",
                "SELECT workspace_id, source_id, destination_id, minute, known.terms, l.terms, in_flight FROM (SELECT"
                        + " workspace_id, source_id, destination_id, minute, (" + terminology + ") AS terms FROM ("
                        + known
                        + ")) AS known FULL JOIN (SELECT workspace_id, source_id, destination_id, minute, ("
                        + terminology
                        + ") AS terms, in_flight FROM ledger WHERE minute >= '" + since + "' AND "
                        + truth.ofTheWorkspaces() + ") AS l USING (workspace_id, source_id, destination_id, minute)"
                        + " WHERE known.terms != l.terms OR in_flight != 0");
    }

    static Comparison imbalance() {
        return new Comparison("ledger_imbalance is empty", "SELECT * FROM ledger_imbalance");
    }

    private static String expected(String destination, String condition) {
        return "SELECT event_id, fate, owner, rows, fate IN ('PLAIN', 'FANNED_OUT', 'HIDDEN', 'RETRIED_TWICE', 'ODD_SIZE', 'HUGE')"
                + " AS is_shop FROM million_truth AS truth INNER JOIN million_ends AS ends USING (fate) WHERE destination_id = '"
                + destination + "' AND " + condition;
    }
}
