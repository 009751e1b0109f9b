package dev.cdp.admin.service.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.admin.error.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The minutes of a span, by their number. */
record Minutes(Instant from, int size) {
    private static final int MOST = 1_440;

    /** What is made of a minute. */
    interface View<T> {
        T of(long second, int index);
    }

    /** @throws Problem when there are more than a day has */
    static Minutes of(Span span) {
        Instant from = span.from().truncatedTo(ChronoUnit.MINUTES);
        Instant last = span.to().minusMillis(1).truncatedTo(ChronoUnit.MINUTES);
        long size = ChronoUnit.MINUTES.between(from, last) + 1;
        if (size > MOST) {
            throw Problem.invalid("from", "by minute at most one day can be shown");
        }
        return new Minutes(from, (int) size);
    }

    /** The end, left out. */
    Instant to() {
        return from.plus(size, ChronoUnit.MINUTES);
    }

    /** Adds a column of a row to the minute of the row. */
    void add(long[] counts, JsonNode row, String column) {
        long index = (row.path("second").asLong() - from.getEpochSecond()) / 60;
        if (index >= 0 && index < size) {
            counts[(int) index] += row.path(column).asLong();
        }
    }

    <T> List<T> points(View<T> view) {
        List<T> points = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            points.add(view.of(from.getEpochSecond() + 60L * i, i));
        }
        return points;
    }
}
