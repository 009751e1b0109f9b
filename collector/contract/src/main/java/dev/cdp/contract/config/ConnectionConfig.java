package dev.cdp.contract.config;

import java.util.List;

/**
 * Which events of a source go to a destination, and through which functions. A source has at most one
 * connection to a destination.
 *
 * <p>{@code events} and {@code except} hold event types ({@code page}), names of track events ({@code Order
 * Completed}), or beginnings of either followed by {@code *}.
 *
 * @param functionIds in the order in which they run
 * @param events that pass; empty: all
 * @param except those that do not pass although they are among {@code events}
 * @param sampling the share that passes, 0 to 1
 * @param samplingBy what is sampled: {@code anonymous_id}, all events of a visitor or none, or {@code event_id}
 * @param consent categories that the visitor must have agreed to; empty: none needed
 * @param enabled false: nothing passes, and nothing waits
 * @param paused events wait, and are delivered when the pause ends
 */
public record ConnectionConfig(
        String workspaceId,
        String id,
        long version,
        String sourceId,
        String destinationId,
        List<String> functionIds,
        List<String> events,
        List<String> except,
        double sampling,
        String samplingBy,
        List<String> consent,
        boolean enabled,
        boolean paused)
        implements ConfigRecord {
    public static final String BY_ANONYMOUS_ID = "anonymous_id";
    public static final String BY_EVENT_ID = "event_id";

    public ConnectionConfig {
        functionIds = List.copyOf(functionIds);
        events = List.copyOf(events);
        except = List.copyOf(except);
        consent = List.copyOf(consent);
        if (!(sampling >= 0 && sampling <= 1)) {
            throw new IllegalArgumentException("sampling is a share from 0 to 1, not " + sampling);
        }
        if (!samplingBy.equals(BY_ANONYMOUS_ID) && !samplingBy.equals(BY_EVENT_ID)) {
            throw new IllegalArgumentException("sampling by " + samplingBy);
        }
    }

    @Override
    public String kind() {
        return "connection";
    }
}
