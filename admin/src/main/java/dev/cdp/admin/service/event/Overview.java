package dev.cdp.admin.service.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/**
 * All minutes of a span, and their sums.
 *
 * @param delivered to each destination, added up: an event that has two of them counts twice
 */
@Serdeable
public record Overview(
        List<Point> points,
        long accepted,
        long rejected,
        long delivered,
        List<Reason> reasons,
        List<Destination> destinations) {

    /** One minute. */
    @Serdeable
    public record Point(Instant at, long accepted, long rejected, long delivered) {}

    /**
     * Rejects for one reason.
     *
     * @param counts one for each of the points
     */
    @Serdeable
    public record Reason(String stage, String reason, long count, List<Long> counts) {
        static Reason of(String name, List<Long> counts, List<JsonNode> rows) {
            int slash = name.indexOf('/');
            return new Reason(name.substring(0, slash), name.substring(slash + 1), sum(rows, "events"), counts);
        }
    }

    /**
     * What became of the events at one destination.
     *
     * @param oldestInFlightAt the minute of the oldest event that is under way: how far behind it is
     * @param counts delivered, one for each of the points
     */
    @Serdeable
    public record Destination(
            String destinationId,
            long delivered,
            long dropped,
            long deadLetters,
            long inFlight,
            long rows,
            @Nullable Instant oldestInFlightAt,
            List<Long> counts) {
        static Destination of(String id, List<Long> counts, List<JsonNode> rows) {
            Instant oldest = rows.stream()
                    .filter(row -> row.path("in_flight_").asLong() > 0)
                    .map(row -> Instant.ofEpochSecond(row.path("second").asLong()))
                    .min(Instant::compareTo)
                    .orElse(null);
            return new Destination(
                    id,
                    sum(rows, "delivered_"),
                    sum(rows, "dropped_"),
                    sum(rows, "dead_letters_"),
                    sum(rows, "in_flight_"),
                    sum(rows, "rows_"),
                    oldest,
                    counts);
        }
    }

    private static long sum(List<JsonNode> rows, String column) {
        return rows.stream().mapToLong(row -> row.path(column).asLong()).sum();
    }
}
