package dev.cdp.flink.connection;

import dev.cdp.contract.Envelope;

/**
 * Whether all events that a subtask has seen since its start are of one source. The configuration alone does not tell: the
 * built-in ClickHouse takes events of sources without a connection, too.
 */
final class Solitude {
    private Crowding.Source first;
    private boolean others;

    void sees(Envelope event) {
        if (first == null) {
            first = Crowding.Source.of(event);
        } else if (!others) {
            others = !(first.sourceId().equals(event.sourceId())
                    && first.workspaceId().equals(event.workspaceId()));
        }
    }

    boolean isOneSource() {
        return !others;
    }
}
