package dev.cdp.collector.service.event;

import dev.cdp.collector.domain.Source;
import dev.cdp.collector.service.request.EventRequest;
import dev.cdp.contract.Channel;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EventId;
import dev.cdp.contract.PartitionKey;

/** Puts the server's facts beside an event. */
public final class Envelopes {
    private Envelopes() {}

    /** The event's envelope, without its origin: the log gives that. */
    public static Envelope of(
            Source source, Candidate event, Channel channel, long receivedAt, String ip, String userAgent) {
        EventRequest request = event.request();
        EventTimes times = event.times();
        String partitionKey = PartitionKey.of(
                source.workspaceId(),
                request.type(),
                request.anonymousId(),
                request.previousId(),
                request.userId(),
                event.messageId());
        return new Envelope(
                EventId.of(source.workspaceId(), source.sourceId(), partitionKey, event.messageId()),
                source.workspaceId(),
                source.sourceId(),
                event.messageId(),
                request.type(),
                request.event(),
                request.anonymousId(),
                request.userId(),
                request.previousId(),
                channel,
                receivedAt,
                times.sentAt(),
                times.originalTimestamp(),
                times.timestamp(),
                source.ipPolicy().keptOf(ip),
                userAgent,
                null,
                null,
                event.payload());
    }
}
