package dev.cdp.collector.log;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.Origin;

/** What can be appended to the {@link EventLog}. */
public sealed interface LogEntry {

    /**
     * An event that is to be processed.
     *
     * @param envelope complete but for its origin, which is null
     */
    record Accepted(Envelope envelope, Correlation correlation) implements LogEntry {

        /** The envelope with its place in the log. */
        Envelope at(Origin origin) {
            return new Envelope(
                    envelope.eventId(),
                    envelope.workspaceId(),
                    envelope.sourceId(),
                    envelope.messageId(),
                    envelope.type(),
                    envelope.event(),
                    envelope.anonymousId(),
                    envelope.userId(),
                    envelope.previousId(),
                    envelope.channel(),
                    envelope.receivedAt(),
                    envelope.sentAt(),
                    envelope.originalTimestamp(),
                    envelope.timestamp(),
                    envelope.ip(),
                    envelope.userAgent(),
                    origin,
                    envelope.replay(),
                    envelope.payload());
        }
    }

    /** An event that was refused. */
    record Rejected(DeadLetter letter) implements LogEntry {}
}
