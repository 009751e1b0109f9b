package dev.cdp.flink.connector.jdbc;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits that double from {@code first} to {@code most}, each shortened at random by up to a half. No end. */
public record Backoff(Duration first, Duration most) implements Serializable {
    private static final int MAX_DOUBLINGS = 30;

    public Backoff {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("A back-off from " + first + " to " + most);
        }
    }

    /** @param failures how many tries have failed in a row, from 1 */
    Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        long millis = Math.min(doubled, most.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
    }
}
