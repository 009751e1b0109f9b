package dev.cdp.contract.config;

import java.util.List;

/**
 * Which events of a source go to a destination, and through which functions.
 *
 * @param functionIds in the order in which they run
 * @param events names or types that pass; empty: all
 * @param sampling the share of anonymous ids that passes, 0 to 1
 * @param consent categories that the visitor must have agreed to; empty: none needed
 */
public record ConnectionConfig(
        String workspaceId,
        String id,
        long version,
        String sourceId,
        String destinationId,
        List<String> functionIds,
        List<String> events,
        double sampling,
        List<String> consent,
        boolean paused)
        implements ConfigRecord {
    public ConnectionConfig {
        functionIds = List.copyOf(functionIds);
        events = List.copyOf(events);
        consent = List.copyOf(consent);
    }

    @Override
    public String kind() {
        return "connection";
    }
}
