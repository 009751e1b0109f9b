package dev.cdp.flink.processing;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.Outcome;
import java.util.Optional;

/**
 * Outcomes of records whose event stands as another record's. Replays have none: they are attempts at an event that
 * was accepted before.
 */
final class Duplicates {
    private static final String SEEN_BEFORE = "seen_before";
    private static final String SUPERSEDED = "superseded";

    private Duplicates() {}

    /** That this record came second. */
    static Optional<Outcome> outcomeOf(AcceptedEvent event) {
        return outcome(event, SEEN_BEFORE, event.receivedAt());
    }

    /**
     * That the event was sent again after its window: both records passed, but rows of one event are one row.
     *
     * @param receivedAt of the record whose row is replaced
     */
    static Optional<Outcome> superseded(AcceptedEvent event, long receivedAt) {
        return outcome(event, SUPERSEDED, receivedAt);
    }

    private static Optional<Outcome> outcome(AcceptedEvent event, String reason, long receivedAt) {
        // They are few: read again rather than carried along with each event.
        Envelope envelope = EnvelopeCodec.read(event.envelope());
        if (envelope.replay() != null) {
            return Optional.empty();
        }
        return Optional.of(new Outcome(
                envelope.eventId(),
                envelope.workspaceId(),
                envelope.sourceId(),
                "",
                Outcome.State.DUPLICATE,
                reason,
                "",
                0,
                receivedAt,
                receivedAt,
                envelope.origin()));
    }
}
