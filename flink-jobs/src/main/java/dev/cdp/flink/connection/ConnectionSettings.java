package dev.cdp.flink.connection;

import dev.cdp.flink.config.ConfigSource;
import dev.cdp.flink.functions.RuntimeSource;
import java.io.Serializable;

/**
 * What a delivery job's connections rest on.
 *
 * @param capacity events in flight in one subtask before its input waits
 */
public record ConnectionSettings(
        Destination destination, ConfigSource config, RuntimeSource runtime, RetryPolicy retries, int capacity)
        implements Serializable {
    private static final int CAPACITY = 1_000;

    public static ConnectionSettings of(Destination destination, ConfigSource config, RuntimeSource runtime) {
        return new ConnectionSettings(destination, config, runtime, RetryPolicy.DEFAULT, CAPACITY);
    }
}
