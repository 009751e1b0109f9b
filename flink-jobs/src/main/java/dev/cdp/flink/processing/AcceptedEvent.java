package dev.cdp.flink.processing;

import dev.cdp.contract.Channel;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EventId;
import dev.cdp.contract.EventType;
import dev.cdp.flink.kafka.KafkaHeader;
import dev.cdp.flink.serialization.ValueTypeInfo;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * An accepted event on its way to the keyed operator: what deduplication and stitching look at, and
 * the envelope's bytes, which are passed on without being written again.
 *
 * @param partitionKey see {@link Envelope#partitionKey()}
 * @param identity what makes two events the same: the event id, or that of the replay
 * @param receivedAt epoch milliseconds
 * @param recordMark tells records of the same event apart, see {@link FirstSeen}
 * @param envelope as read from Kafka
 * @param headers as read from Kafka
 */
public record AcceptedEvent(
        String partitionKey,
        EventId identity,
        Channel channel,
        long receivedAt,
        int recordMark,
        EventType type,
        String anonymousId,
        String userId,
        String previousId,
        byte[] envelope,
        List<KafkaHeader> headers) {

    static final TypeInformation<AcceptedEvent> TYPE =
            new ValueTypeInfo<>(AcceptedEvent.class, new AcceptedEventSerializer());

    static AcceptedEvent of(Envelope event, byte[] envelope, List<KafkaHeader> headers) {
        return new AcceptedEvent(
                event.partitionKey(),
                event.replay() == null
                        ? event.eventId()
                        : event.eventId().ofReplay(event.replay().id()),
                event.channel(),
                event.receivedAt(),
                FirstSeen.markOf(event.origin()),
                event.type(),
                event.anonymousId(),
                event.userId(),
                event.previousId(),
                envelope,
                headers);
    }
}
