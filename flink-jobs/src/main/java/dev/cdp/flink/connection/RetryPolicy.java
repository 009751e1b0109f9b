package dev.cdp.flink.connection;

import java.io.Serializable;
import java.time.Duration;

/**
 * How often and when an event is tried again for which a function has thrown a RetryError.
 *
 * @param most retries; the next one makes it a dead letter
 * @param first delay where the function names none; doubled with each retry
 * @param longest delay, whatever the function names
 */
public record RetryPolicy(int most, Duration first, Duration longest) implements Serializable {
    public static final RetryPolicy DEFAULT = new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(1));

    /**
     * How long to wait.
     *
     * @param retries so far
     * @param asked for by the function, or null
     */
    long delayMs(int retries, Duration asked) {
        long delay = asked != null ? asked.toMillis() : first.toMillis() << Math.min(retries, 20);
        return Math.max(1, Math.min(delay, longest.toMillis()));
    }
}
