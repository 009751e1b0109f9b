package dev.cdp.bench.events;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.Origin;

/**
 * What stands in events.ingest, record by record, numbered from 0: sample events of which every other visitor's first is
 * an identify, and of which one in twenty is sent again some thousand events later, as clients do that had no answer.
 */
public record AcceptedEvents(SampleEvents sample) {
    private static final int REPEAT_EVERY = 20;

    /** No multiple of the above, so that nothing is repeated that is a repetition itself. */
    private static final int REPEAT_AFTER = 20_010;

    public AcceptedEvents(String workspace, long receivedAt) {
        this(new SampleEvents(workspace, receivedAt));
    }

    /** One record. */
    public Envelope record(int number) {
        return isRepeat(number) ? again(event(number - REPEAT_AFTER), number) : event(number);
    }

    private Envelope event(int number) {
        return number < SampleEvents.VISITORS && !userOf(number).isEmpty()
                ? sample.identify(number, userOf(number))
                : sample.track(number);
    }

    /** Accepted once more, a moment later. */
    private static Envelope again(Envelope event, int sequence) {
        return new Envelope(
                event.eventId(),
                event.workspaceId(),
                event.sourceId(),
                event.messageId(),
                event.type(),
                event.event(),
                event.anonymousId(),
                event.userId(),
                event.previousId(),
                event.channel(),
                event.receivedAt() + 1,
                event.sentAt(),
                event.originalTimestamp(),
                event.timestamp(),
                event.ip(),
                event.userAgent(),
                new Origin(event.origin().instance(), event.origin().epoch(), sequence),
                event.replay(),
                event.payload());
    }

    /** Whether a record is an earlier one's event again. */
    public static boolean isRepeat(int number) {
        return number >= REPEAT_AFTER && number % REPEAT_EVERY == REPEAT_EVERY - 1;
    }

    /** Whose the event of a record is once identities are stitched; empty when no one's. */
    public static String userOf(int number) {
        int visitor = SampleEvents.visitor(number);
        return visitor % 2 == 0 ? "user-" + visitor : "";
    }
}
