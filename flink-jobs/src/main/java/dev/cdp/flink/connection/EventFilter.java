package dev.cdp.flink.connection;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.config.ConnectionConfig;
import java.util.List;

/** Whether a connection lets events of this type and name pass. */
final class EventFilter {
    private EventFilter() {}

    static boolean passes(Envelope event, ConnectionConfig connection) {
        return (connection.events().isEmpty() || isAmong(connection.events(), event))
                && !isAmong(connection.except(), event);
    }

    private static boolean isAmong(List<String> patterns, Envelope event) {
        for (String pattern : patterns) {
            if (matches(pattern, event.type().wireName()) || matches(pattern, event.event())) {
                return true;
            }
        }
        return false;
    }

    /** {@code *} at the end stands for any rest; anywhere else it is itself. An event without a name has none to match. */
    private static boolean matches(String pattern, String name) {
        if (name.isEmpty()) {
            return false;
        }
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }
}
