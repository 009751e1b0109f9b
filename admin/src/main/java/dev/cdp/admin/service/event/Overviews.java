package dev.cdp.admin.service.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.admin.access.Access;
import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.clickhouse.Filter;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts by the minute. */
@Singleton
public class Overviews {
    private final ClickHouse clickHouse;

    Overviews(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** One minute. */
    @Serdeable
    public record Point(Instant at, long accepted, long rejected, long delivered) {
        Point plus(Point other) {
            return new Point(
                    at, accepted + other.accepted(), rejected + other.rejected(), delivered + other.delivered());
        }
    }

    /** All minutes of a span, and their sums. */
    @Serdeable
    public record Overview(List<Point> points, long accepted, long rejected, long delivered) {}

    public Overview of(Access by, int minutes) {
        Instant to = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MINUTES);
        Instant from = to.minus(minutes, ChronoUnit.MINUTES);
        Map<Long, Point> points = new TreeMap<>();
        for (long second = from.getEpochSecond(); second < to.getEpochSecond(); second += 60) {
            points.put(second, new Point(Instant.ofEpochSecond(second), 0, 0, 0));
        }
        count(by, "events_raw", "received_at", from, to)
                .forEach(row -> add(points, row, new Point(null, events(row), 0, 0)));
        count(by, "dead_letters", "rejected_at", from, to)
                .forEach(row -> add(points, row, new Point(null, 0, events(row), 0)));
        count(by, "events", "received_at", from, to)
                .forEach(row -> add(points, row, new Point(null, 0, 0, events(row))));
        Point sum = points.values().stream().reduce(new Point(from, 0, 0, 0), Point::plus);
        return new Overview(List.copyOf(points.values()), sum.accepted(), sum.rejected(), sum.delivered());
    }

    private List<JsonNode> count(Access by, String table, String column, Instant from, Instant to) {
        Filter filter = new Filter(by.workspaceId()).between(column, from, to);
        return clickHouse.query(
                "SELECT toUnixTimestamp(toStartOfMinute(" + column + ")) AS minute, uniq(event_id) AS events FROM "
                        + table + " WHERE " + filter.sql() + " GROUP BY minute",
                filter.parameters());
    }

    private static void add(Map<Long, Point> points, JsonNode row, Point more) {
        points.computeIfPresent(row.path("minute").asLong(), (minute, point) -> point.plus(more));
    }

    private static long events(JsonNode row) {
        return row.path("events").asLong();
    }
}
