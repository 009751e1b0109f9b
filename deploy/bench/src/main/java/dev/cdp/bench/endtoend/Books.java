package dev.cdp.bench.endtoend;

import dev.cdp.bench.events.SampleFunction;
import dev.cdp.testkit.ClickHouseService;
import java.util.function.BooleanSupplier;

/** What stands in ClickHouse, beside what was accepted. */
record Books(ClickHouseService clickHouse, String workspace) {
    private static final long POLL_MILLIS = 500;
    private static final long PATIENCE_NANOS = 180_000_000_000L;

    /** Destinations that report how far they have come: the archive and the table of events. */
    private static final int DESTINATIONS = 2;

    /** Other parts of a run use the same tables. */
    void open() {
        String tables = clickHouse.query(
                "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'");
        tables.lines().forEach(table -> clickHouse.query("TRUNCATE TABLE " + table));
    }

    /** Rows to be seen now. */
    long rows() {
        return number("SELECT count() FROM events WHERE workspace_id = '" + workspace + "'");
    }

    /** Parts that a table's rows lie in now. */
    long parts(String table) {
        return number("SELECT count() FROM system.parts WHERE active AND database = currentDatabase() AND table = '"
                + table + "'");
    }

    /**
     * Waits until all that was accepted is stored, and the ledger has been told so.
     *
     * @return the rows, for people
     * @throws IllegalStateException when an event is missing, double, untouched by the function, or in the ledger's bad
     *     books: there are no figures then
     */
    String balance(long accepted) throws InterruptedException {
        boolean complete = comesTrue(() ->
                        rows() >= accepted && distinct("events") >= accepted && distinct("events_raw") >= accepted)
                && comesTrue(this::ledgerIsUpToDate);
        long rows = rows();
        long whenRead = number("SELECT count() FROM events FINAL WHERE workspace_id = '" + workspace + "'");
        long byFunction =
                number("SELECT " + SampleFunction.ITS_ROWS + " FROM events WHERE workspace_id = '" + workspace + "'");
        long imbalances = number("SELECT count() FROM ledger_imbalance");
        String found =
                ("%d events were accepted: %d are in events as %d rows, %d with FINAL, %d by the function, and %d in"
                                + " events_raw; ledger_imbalance has %d rows")
                        .formatted(
                                accepted,
                                distinct("events"),
                                rows,
                                whenRead,
                                byFunction,
                                distinct("events_raw"),
                                imbalances);
        if (!complete
                || distinct("events") != accepted
                || distinct("events_raw") != accepted
                || rows != accepted
                || whenRead != accepted
                || byFunction != accepted
                || imbalances > 0) {
            throw new IllegalStateException("VOID: " + found + (complete ? "" : "; the ledger is not up to date"));
        }
        return found;
    }

    private long distinct(String table) {
        return number("SELECT uniqExact(message_id) FROM " + table + " WHERE workspace_id = '" + workspace + "'");
    }

    /** An event is called lost only when its destination has passed it by seven reports. */
    private boolean ledgerIsUpToDate() {
        String records = "(SELECT topic, partition, max(offset) AS last FROM accepted GROUP BY topic, partition)";
        return number("SELECT countIf(last_offset >= last) FROM " + records
                        + " AS stored INNER JOIN ledger_reach AS reach ON stored.topic = reach.topic"
                        + " AND stored.partition = reach.partition")
                == DESTINATIONS * number("SELECT count() FROM " + records);
    }

    private static boolean comesTrue(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }

    private long number(String sql) {
        return Long.parseLong(clickHouse.query(sql));
    }
}
