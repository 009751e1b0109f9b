package dev.cdp.admin.ledger;

import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.clickhouse.Filter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The terms of the ledger's equation for a span of time: sums by the minute where {@link LedgerSums} has reckoned them,
 * the rows themselves for minutes that were written to since. Both say the same; the sums say it without reading the
 * day.
 */
@Singleton
public class LedgerTerms {
    /** For a query that groups by them. */
    public static final String SUMS = "sum(accepted) AS accepted_, sum(duplicates) AS duplicates_, "
            + "sum(dropped) AS dropped_, sum(dead_letters) AS dead_letters_, sum(delivered) AS delivered_, "
            + "sum(rows) AS rows_, accepted_ - duplicates_ - dropped_ - dead_letters_ - delivered_ AS in_flight_";

    private static final String COLUMNS =
            "source_id, destination_id, minute, accepted, duplicates, dropped, dead_letters, delivered, rows";
    private static final String STALE = "SELECT toUnixTimestamp(minute) AS second FROM ledger_stale_minutes WHERE ";

    /** Each reads its span of the tables anew. */
    private static final int MOST_LIVE_SPANS = 3;

    /** What belongs to no destination stands beside each that has reported progress, and once by itself. */
    private static final String EACH_DESTINATION = "arrayJoin(if(destination_id = '', arrayConcat([''], "
            + "(SELECT groupUniqArray(toString(destination_id)) FROM progress WHERE destination_id != 'archive' "
            + "AND workspace_id IN ('', {workspace_id:String}))), [toString(destination_id)])) AS destination";

    private final ClickHouse clickHouse;

    LedgerTerms(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * A table to select from, in parentheses: source_id, destination (empty: the terms that don't depend on one, which
     * stand beside each destination too), minute, and {@link #SUMS}'s columns.
     *
     * @param span of minutes of one workspace; the query needs its parameters
     */
    public String table(Filter span) {
        List<MinuteSpan> live = MinuteSpan.covering(
                clickHouse.query(STALE + span.sql() + " ORDER BY minute", span.parameters()).stream()
                        .map(row -> row.path("second").asLong())
                        .toList(),
                MOST_LIVE_SPANS);
        String summed = "SELECT " + COLUMNS + " FROM ledger_sums FINAL INNER JOIN (SELECT minute, "
                + "max(ledger_minutes.reckoned_at) AS last_reckoning FROM ledger_minutes WHERE " + span.sql()
                + " GROUP BY minute) AS reckoned USING (minute) WHERE " + span.sql()
                + " AND reckoned_at >= last_reckoning"
                + live.stream().map(each -> " AND NOT " + each.sql()).collect(Collectors.joining());
        String terms = Stream.concat(Stream.of(summed), live.stream().flatMap(each -> Stream.of("all", "one")
                        .map(which -> "SELECT " + COLUMNS + " FROM ledger_terms_of_" + which + " WHERE " + span.sql()
                                + " AND " + each.sql())))
                .collect(Collectors.joining(" UNION ALL "));
        return "(SELECT {workspace_id:String} AS workspace_id, *, " + EACH_DESTINATION + " FROM (" + terms + "))";
    }
}
