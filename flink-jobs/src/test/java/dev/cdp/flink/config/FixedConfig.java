package dev.cdp.flink.config;

import dev.cdp.contract.config.ConfigRecord;
import java.util.List;

/** Configuration that never changes. */
public record FixedConfig(ConfigSnapshot current) implements ConfigView {
    public static final ConfigSource NONE = () -> new FixedConfig(ConfigSnapshot.EMPTY);

    public static ConfigSource of(ConfigRecord... records) {
        return () -> new FixedConfig(ConfigSnapshot.of(List.of(records)));
    }

    @Override
    public void close() {
        // Nothing is followed.
    }
}
