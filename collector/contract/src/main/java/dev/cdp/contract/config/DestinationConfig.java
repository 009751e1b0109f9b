package dev.cdp.contract.config;

import java.util.Map;

/**
 * Where events are delivered to.
 *
 * @param type {@code clickhouse} or {@code postgresql}
 * @param settings by name; secrets are references, never values
 */
public record DestinationConfig(
        String workspaceId, String id, long version, String name, String type, Map<String, String> settings)
        implements ConfigRecord {
    public DestinationConfig {
        settings = Map.copyOf(settings);
    }

    @Override
    public String kind() {
        return "destination";
    }
}
