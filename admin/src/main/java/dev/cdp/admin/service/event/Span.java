package dev.cdp.admin.service.event;

import dev.cdp.admin.error.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** A span of time, its end left out. */
public record Span(Instant from, Instant to) {
    /** Who asks from a day ago on means a day, though the end is a little later than now, and now than the question. */
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    /**
     * Reads a request's parameters.
     *
     * @param from empty: this long before the end
     * @param to empty: now
     */
    public static Span of(String from, String to, Duration otherwise) {
        Instant end = to.isEmpty() ? Instant.now().plusSeconds(60) : read("to", to);
        Instant begin = from.isEmpty() ? end.minus(otherwise) : read("from", from);
        if (!begin.isBefore(end)) {
            throw Problem.invalid("from", "from must be before to");
        }
        return new Span(begin, end);
    }

    /** @throws Problem when it is longer */
    public void require(Duration longest) {
        if (Duration.between(from, to).compareTo(longest.plus(TOLERANCE)) > 0) {
            throw Problem.invalid("from", "at most " + longest.toDays() + " days can be shown");
        }
    }

    private static Instant read(String field, String time) {
        try {
            return Instant.parse(time);
        } catch (DateTimeParseException e) {
            throw Problem.invalid(field, field + " is a time such as 2026-01-31T12:00:00Z");
        }
    }
}
