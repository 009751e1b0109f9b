package dev.cdp.flink.connection;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.config.ConnectionConfig;
import dev.cdp.flink.config.ConfigSnapshot;
import java.util.Optional;

/**
 * Decides by the connection of an event's source what becomes of it. The checks stand in the order of their cost; the
 * first that says no is the outcome's reason.
 */
final class Router {
    private final Destination destination;
    private final Consent consent = new Consent();

    Router(Destination destination) {
        this.destination = destination;
    }

    Decision decide(Envelope event, ConfigSnapshot config) {
        if (!destination.serves(event.workspaceId())) {
            return Decision.ELSEWHERE;
        }
        if (config.isHalf(event.workspaceId())) {
            return Decision.UNDECIDABLE;
        }
        Optional<ConnectionConfig> connection =
                config.connection(event.workspaceId(), event.sourceId(), destination.id());
        if (connection.isPresent()) {
            return decide(event, connection.get());
        }
        return destination.isBuiltIn() ? Decision.PASS : new Decision.Drop(Decision.Drop.NOT_CONNECTED, "");
    }

    private Decision decide(Envelope event, ConnectionConfig connection) {
        if (!connection.enabled()) {
            return drop(Decision.Drop.DISABLED, connection);
        }
        if (!EventFilter.passes(event, connection)) {
            return drop(Decision.Drop.FILTERED, connection);
        }
        if (!Sampling.passes(event, connection)) {
            return drop(Decision.Drop.SAMPLED, connection);
        }
        if (!consent.isGiven(event.payload(), connection.consent())) {
            return drop(Decision.Drop.NO_CONSENT, connection);
        }
        return connection.functionIds().isEmpty() ? Decision.PASS : new Decision.Run(connection);
    }

    private static Decision drop(String reason, ConnectionConfig connection) {
        return new Decision.Drop(reason, connection.id());
    }
}
