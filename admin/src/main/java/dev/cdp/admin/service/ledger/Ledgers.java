package dev.cdp.admin.service.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.admin.access.Access;
import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.clickhouse.Filter;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.ledger.LedgerTerms;
import dev.cdp.admin.service.event.Span;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Accepted = duplicates + dropped + dead_letters + delivered + in_flight, as the view ledger has it, and where it is not so. */
@Singleton
public class Ledgers {
    private static final int MOST_IMBALANCES = 1_000;
    private static final String IMBALANCE = "SELECT kind, source_id, destination_id, toString(event_id) AS id, origin, "
            + "toUnixTimestamp64Milli(received_at) AS ms, detail FROM ledger_imbalance_between("
            + "since = fromUnixTimestamp64Milli({from_ms:Int64}, 'UTC'), until = fromUnixTimestamp64Milli({to_ms:Int64}, 'UTC')) "
            + "WHERE workspace_id = {workspace_id:String} ORDER BY received_at, id LIMIT " + (MOST_IMBALANCES + 1);

    private final ClickHouse clickHouse;
    private final LedgerTerms terms;

    Ledgers(ClickHouse clickHouse, LedgerTerms terms) {
        this.clickHouse = clickHouse;
        this.terms = terms;
    }

    /** One source and destination. */
    @Serdeable
    public record Entry(
            @Nullable Instant minute,
            String sourceId,
            String destinationId,
            long accepted,
            long duplicates,
            long dropped,
            long deadLetters,
            long delivered,
            long inFlight,
            long rows) {
        static Entry of(JsonNode row) {
            return new Entry(
                    row.has("at") ? Instant.ofEpochSecond(row.path("at").asLong()) : null,
                    row.path("source_id").asText(),
                    row.path("destination").asText(),
                    row.path("accepted_").asLong(),
                    row.path("duplicates_").asLong(),
                    row.path("dropped_").asLong(),
                    row.path("dead_letters_").asLong(),
                    row.path("delivered_").asLong(),
                    row.path("in_flight_").asLong(),
                    row.path("rows_").asLong());
        }
    }

    /** All of a span. */
    @Serdeable
    public record Ledger(Instant from, Instant to, List<Entry> items) {}

    /** What should not be. */
    @Serdeable
    public record Imbalance(
            String kind,
            String sourceId,
            String destinationId,
            String eventId,
            String origin,
            Instant receivedAt,
            String detail) {
        static Imbalance of(JsonNode row) {
            return new Imbalance(
                    row.path("kind").asText(),
                    row.path("source_id").asText(),
                    row.path("destination_id").asText(),
                    row.path("id").asText(),
                    row.path("origin").asText(),
                    Instant.ofEpochMilli(row.path("ms").asLong()),
                    row.path("detail").asText());
        }
    }

    /** All of it; more: cut off. */
    @Serdeable
    public record Imbalances(List<Imbalance> items, boolean more) {}

    /** @param byMinute an entry a minute, of at most a day; else the sums of at most 31 days */
    public Ledger of(Access by, Span span, String sourceId, String destinationId, boolean byMinute) {
        span.require(Duration.ofDays(byMinute ? 1 : 31));
        Filter minutes = new Filter(by.workspaceId()).between("minute", span.from(), span.to());
        Filter filter = new Filter(by.workspaceId())
                .equal("source_id", sourceId)
                .where("destination = {destination_id:String}", "destination_id", destinationId);
        Map<String, String> parameters = new HashMap<>(minutes.parameters());
        parameters.putAll(filter.parameters());
        String by1 = byMinute ? "source_id, destination, at" : "source_id, destination";
        String columns =
                byMinute ? "source_id, destination, toUnixTimestamp(minute) AS at, " : "source_id, destination, ";
        return new Ledger(
                span.from(),
                span.to(),
                clickHouse
                        .query(
                                "SELECT " + columns + LedgerTerms.SUMS + " FROM " + terms.table(minutes) + " WHERE "
                                        + filter.sql() + " AND destination != '' GROUP BY " + by1 + " ORDER BY " + by1
                                        + Filter.TIME_IS_THAT_OF_ALL_VERSIONS,
                                parameters)
                        .stream()
                        .map(Entry::of)
                        .toList());
    }

    /** @throws Problem when the span is longer than three days */
    public Imbalances imbalance(Access by, Span span) {
        span.require(Duration.ofDays(3));
        Map<String, String> parameters = new HashMap<>(new Filter(by.workspaceId())
                .between("received_at", span.from(), span.to())
                .parameters());
        List<Imbalance> found = clickHouse.query(IMBALANCE, parameters).stream()
                .map(Imbalance::of)
                .toList();
        boolean more = found.size() > MOST_IMBALANCES;
        return new Imbalances(more ? found.subList(0, MOST_IMBALANCES) : found, more);
    }
}
