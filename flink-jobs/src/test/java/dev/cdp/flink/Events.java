package dev.cdp.flink;

import dev.cdp.contract.Channel;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.EventId;
import dev.cdp.contract.EventType;
import dev.cdp.contract.Origin;
import dev.cdp.contract.PartitionKey;
import dev.cdp.contract.RawJson;
import dev.cdp.contract.Replay;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.flink.kafka.KafkaHeader;
import dev.cdp.flink.kafka.KafkaRecord;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Builds events as the collector would have accepted them; each method gives a changed copy. */
public record Events(
        String workspaceId,
        String messageId,
        EventType type,
        String anonymousId,
        String userId,
        String previousId,
        Channel channel,
        long receivedAt,
        Long clientTime,
        Replay replay,
        String payload) {

    /** The day before today, in UTC: the tables delete what is old. */
    public static final LocalDate DAY = LocalDate.now(ZoneOffset.UTC).minusDays(1);

    /** Noon of that day, away from the borders of the partition. */
    public static final long NOON = DAY.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli();

    public static Events track(String messageId) {
        return new Events("ws", messageId, EventType.TRACK, "", "", "", Channel.LIVE, NOON, null, null, "{}");
    }

    public static Events identify(String messageId) {
        return track(messageId).type(EventType.IDENTIFY);
    }

    public static Events alias(String messageId, String previousId, String userId) {
        return new Events(
                "ws", messageId, EventType.ALIAS, "", userId, previousId, Channel.LIVE, NOON, null, null, "{}");
    }

    public Events type(EventType type) {
        return with(copy -> copy.type = type);
    }

    public Events workspace(String workspaceId) {
        return with(copy -> copy.workspaceId = workspaceId);
    }

    public Events anonymous(String anonymousId) {
        return with(copy -> copy.anonymousId = anonymousId);
    }

    public Events user(String userId) {
        return with(copy -> copy.userId = userId);
    }

    public Events imported() {
        return with(copy -> copy.channel = Channel.IMPORT);
    }

    public Events at(long receivedAt) {
        return with(copy -> copy.receivedAt = receivedAt);
    }

    /** Sent and made at this time by the client's clock, instead of shortly before it was received. */
    public Events clientTime(long clientTime) {
        return with(copy -> copy.clientTime = clientTime);
    }

    public Events replayed(String replayId) {
        return replayedFor(replayId, "");
    }

    public Events replayedFor(String replayId, String destinationId) {
        return with(copy -> copy.replay = new Replay(replayId, receivedAt + 60_000, destinationId));
    }

    public Events payload(String payload) {
        return with(copy -> copy.payload = payload);
    }

    private Events with(Consumer<Copy> change) {
        Copy copy = new Copy();
        change.accept(copy);
        return new Events(
                copy.workspaceId,
                messageId,
                copy.type,
                copy.anonymousId,
                copy.userId,
                previousId,
                copy.channel,
                copy.receivedAt,
                copy.clientTime,
                copy.replay,
                copy.payload);
    }

    /** What may be changed. */
    private final class Copy {
        private String workspaceId = Events.this.workspaceId;
        private EventType type = Events.this.type;
        private String anonymousId = Events.this.anonymousId;
        private String userId = Events.this.userId;
        private Channel channel = Events.this.channel;
        private long receivedAt = Events.this.receivedAt;
        private Long clientTime = Events.this.clientTime;
        private Replay replay = Events.this.replay;
        private String payload = Events.this.payload;
    }

    public String partitionKey() {
        return PartitionKey.of(workspaceId, type, anonymousId, previousId, userId, messageId);
    }

    public EventId eventId() {
        return EventId.of(workspaceId, "src", partitionKey(), messageId);
    }

    public Envelope envelope() {
        return new Envelope(
                eventId(),
                workspaceId,
                "src",
                messageId,
                type,
                type == EventType.TRACK ? "Product Viewed" : "",
                anonymousId,
                userId,
                previousId,
                channel,
                receivedAt,
                clientTime == null ? receivedAt - 200 : clientTime,
                clientTime == null ? receivedAt - 1_200 : clientTime,
                clientTime == null ? receivedAt - 1_000 : clientTime,
                "203.0.113.7",
                "tests",
                new Origin("collector-1", 3, 42),
                replay,
                RawJson.of(payload));
    }

    /** The value of the Kafka record. */
    public byte[] kafkaValue() {
        return EnvelopeCodec.write(envelope());
    }

    public List<KafkaHeader> kafkaHeaders() {
        List<KafkaHeader> headers = new ArrayList<>();
        RoutingHeaders.of(envelope()).forEach((name, value) -> headers.add(new KafkaHeader(name, value)));
        return headers;
    }

    public KafkaRecord kafkaRecord() {
        return new KafkaRecord(
                "events.ingest",
                0,
                7,
                receivedAt,
                partitionKey().getBytes(StandardCharsets.UTF_8),
                kafkaValue(),
                kafkaHeaders());
    }
}
