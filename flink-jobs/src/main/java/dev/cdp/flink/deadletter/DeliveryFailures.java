package dev.cdp.flink.deadletter;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.Envelope;

/** Makes dead letters of events that could not be delivered to a destination. */
public final class DeliveryFailures {
    private DeliveryFailures() {}

    /**
     * The dead letter of an event.
     *
     * @param field at fault, or empty
     * @param error for people
     * @param now epoch milliseconds
     */
    public static DeadLetter deadLetter(
            Envelope event, String destinationId, DeadLetter.Reason reason, String field, String error, long now) {
        return new DeadLetter(
                event.eventId(),
                event.workspaceId(),
                event.sourceId(),
                event.messageId(),
                event.type().wireName(),
                DeadLetter.Stage.DELIVERY,
                reason,
                field,
                error,
                destinationId,
                "",
                event.receivedAt(),
                now,
                event.payload().text());
    }
}
