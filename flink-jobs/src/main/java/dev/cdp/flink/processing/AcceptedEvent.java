package dev.cdp.flink.processing;

import dev.cdp.contract.Channel;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.EventId;
import dev.cdp.contract.EventType;
import dev.cdp.contract.MalformedRecordException;
import dev.cdp.contract.Origin;
import dev.cdp.contract.RawJson;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Unlink;
import dev.cdp.flink.enrichment.ClueReader;
import dev.cdp.flink.enrichment.Clues;
import dev.cdp.flink.kafka.KafkaHeader;
import dev.cdp.flink.serialization.ValueTypeInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * An accepted event as the keyed operator gets it: what deduplication and stitching look at, and the
 * envelope's bytes, which are passed on without being written again.
 *
 * @param partitionKey see {@link Envelope#partitionKey()}
 * @param identity what makes two events the same: the event id, or that of the replay
 * @param receivedAt epoch milliseconds
 * @param recordMark tells records of the same event apart, see {@link FirstSeen}
 * @param clues what enrichment looks at
 * @param envelope as read from Kafka
 * @param headers as read from Kafka
 * @param unlink null unless this is no event but the wish to take a link back
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
        Clues clues,
        byte[] envelope,
        List<KafkaHeader> headers,
        Unlink unlink) {

    /** Read from the partition key, which begins with it; no workspace's id has a colon. */
    String workspaceId() {
        int colon = partitionKey.indexOf(':');
        return colon < 0 ? "" : partitionKey.substring(0, colon);
    }

    static final TypeInformation<AcceptedEvent> TYPE =
            new ValueTypeInfo<>(AcceptedEvent.class, new AcceptedEventSerializer());

    /**
     * Reads an envelope.
     *
     * @throws MalformedRecordException naming the field that is missing or wrong
     */
    static AcceptedEvent read(byte[] envelope, List<KafkaHeader> headers) {
        ClueReader clues = new ClueReader();
        Envelope event = EnvelopeCodec.readAround(envelope, clues);
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
                clues.clues(event),
                envelope,
                headers,
                null);
    }

    /** An unlink on its way among the events of its anonymous id. It has an envelope, so that it can go where they go. */
    static AcceptedEvent of(Unlink unlink) {
        EventId id = EventId.of(unlink.workspaceId(), Unlink.CONTROL, unlink.partitionKey(), unlink.id());
        Envelope carrier = new Envelope(
                id,
                unlink.workspaceId(),
                Unlink.CONTROL,
                unlink.id(),
                EventType.IDENTIFY,
                "",
                unlink.anonymousId(),
                "",
                "",
                Channel.LIVE,
                unlink.requestedAt(),
                null,
                null,
                unlink.requestedAt(),
                "",
                "",
                new Origin(Unlink.CONTROL, 0, 0),
                null,
                RawJson.of("{}"));
        List<KafkaHeader> headers = new ArrayList<>(8);
        RoutingHeaders.of(carrier).forEach((name, value) -> headers.add(new KafkaHeader(name, value)));
        headers.add(new KafkaHeader(RoutingHeaders.CONTROL, Unlink.CONTROL.getBytes(StandardCharsets.UTF_8)));
        return new AcceptedEvent(
                unlink.partitionKey(),
                id,
                Channel.LIVE,
                unlink.requestedAt(),
                FirstSeen.markOf(carrier.origin()),
                EventType.IDENTIFY,
                unlink.anonymousId(),
                "",
                "",
                Clues.NONE,
                EnvelopeCodec.write(carrier),
                headers,
                unlink);
    }
}
