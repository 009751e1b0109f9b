package dev.cdp.admin.service.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.admin.access.Access;
import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.clickhouse.Filter;
import dev.cdp.admin.ledger.LedgerTerms;
import dev.cdp.admin.service.event.Overview.Destination;
import dev.cdp.admin.service.event.Overview.Point;
import dev.cdp.admin.service.event.Overview.Reason;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;

/** Counts by the minute: accepted records, rejects by reason, and what became of the events at each destination. */
@Singleton
public class Overviews {
    private static final String REJECTED =
            "SELECT stage, reason, toUnixTimestamp(toStartOfMinute(rejected_at)) AS second, "
                    + "uniq(event_id) AS events FROM dead_letters WHERE ";

    private final ClickHouse clickHouse;
    private final LedgerTerms terms;

    Overviews(ClickHouse clickHouse, LedgerTerms terms) {
        this.clickHouse = clickHouse;
        this.terms = terms;
    }

    /** @param span counted from and to whole minutes */
    public Overview of(Access by, Span span) {
        Minutes minutes = Minutes.of(span);
        long[] accepted = new long[minutes.size()];
        long[] rejected = new long[minutes.size()];
        long[] delivered = new long[minutes.size()];

        Series<Reason> reasons = new Series<>(minutes);
        Filter at = new Filter(by.workspaceId()).between("rejected_at", minutes.from(), minutes.to());
        rows(REJECTED + at.sql() + " GROUP BY stage, reason, second", at).forEach(row -> {
            minutes.add(rejected, row, "events");
            reasons.add(row.path("stage").asText() + '/' + row.path("reason").asText(), row, "events");
        });

        Series<Destination> destinations = new Series<>(minutes);
        Filter minute = new Filter(by.workspaceId()).between("minute", minutes.from(), minutes.to());
        rows(
                        "SELECT destination, toUnixTimestamp(minute) AS second, " + LedgerTerms.SUMS + " FROM "
                                + terms.table(minute) + " GROUP BY destination, second",
                        minute)
                .forEach(row -> {
                    String destination = row.path("destination").asText();
                    if (destination.isEmpty()) {
                        minutes.add(accepted, row, "accepted_");
                    } else {
                        minutes.add(delivered, row, "delivered_");
                        destinations.add(destination, row, "delivered_");
                    }
                });

        return new Overview(
                minutes.points((second, i) ->
                        new Point(Instant.ofEpochSecond(second), accepted[i], rejected[i], delivered[i])),
                LongStream.of(accepted).sum(),
                LongStream.of(rejected).sum(),
                LongStream.of(delivered).sum(),
                reasons.list(Reason::of),
                destinations.list(Destination::of));
    }

    private List<JsonNode> rows(String sql, Filter filter) {
        return clickHouse.query(sql + Filter.TIME_IS_THAT_OF_ALL_VERSIONS, filter.parameters());
    }

    /** The last so many minutes, the present one with them. */
    public static Span last(int minutes) {
        Instant to = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MINUTES);
        return new Span(to.minus(minutes, ChronoUnit.MINUTES), to);
    }
}
