package dev.cdp.flink.connector.clickhouse;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits that double from {@code first} to {@code most}, each shortened at random by up to a half. No end. */
record Backoff(Duration first, Duration most) implements Serializable {

    Backoff {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("A back-off from " + first + " to " + most);
        }
    }

    /** @param failures how many tries have failed in a row, from 1 */
    Duration after(int failures) {
        long millis = first.toMillis();
        for (int i = 1; i < failures && millis < most.toMillis(); i++) {
            millis *= 2;
        }
        millis = Math.min(millis, most.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
    }
}
