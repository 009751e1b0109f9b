package dev.cdp.flink.connector.jdbc;

import java.io.Serializable;
import java.time.Duration;

/**
 * How rows are written.
 *
 * @param batchRows rows of a batch; those of one event stay together, so it may be a few more
 * @param batchBytes about how much memory a batch takes; a row alone may take as much, a larger one is refused
 * @param passing waits while the server is away or overloaded
 * @param refused waits while a person has to change something
 */
public record WriteSettings(int batchRows, int batchBytes, Backoff passing, Backoff refused) implements Serializable {
    public static final WriteSettings DEFAULT = new WriteSettings(
            1_000,
            4 << 20,
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5)),
            new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(1)));
}
