package dev.cdp.flink.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.Origin;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Topics;
import dev.cdp.flink.Events;
import dev.cdp.flink.kafka.KafkaHeader;
import java.util.ArrayList;
import java.util.List;

/** Sends events as one collector accepts them, each record with the next number of its epoch. */
final class AcceptedTraffic {
    private final JobFixture fixture;
    private long sequence;

    AcceptedTraffic(JobFixture fixture) {
        this.fixture = fixture;
    }

    Origin accept(Events event) {
        Origin origin = nextOrigin();
        send(Topics.INGEST, withOrigin(event.envelope(), origin));
        return origin;
    }

    void send(String topic, Envelope event) {
        fixture.send(topic, key(event), EnvelopeCodec.write(event), headers(event));
    }

    Origin nextOrigin() {
        return new Origin(instance(), 3, sequence++);
    }

    String instance() {
        return "collector of " + fixture.workspace;
    }

    static byte[] key(Envelope event) {
        return event.partitionKey().getBytes(UTF_8);
    }

    static List<KafkaHeader> headers(Envelope event) {
        List<KafkaHeader> headers = new ArrayList<>();
        RoutingHeaders.of(event).forEach((name, value) -> headers.add(new KafkaHeader(name, value)));
        return headers;
    }

    static Envelope withOrigin(Envelope event, Origin origin) {
        return copy(event, event.receivedAt(), origin);
    }

    static Envelope copy(Envelope event, long receivedAt, Origin origin) {
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
                receivedAt,
                event.sentAt(),
                event.originalTimestamp(),
                event.timestamp(),
                event.ip(),
                event.userAgent(),
                origin,
                event.replay(),
                event.payload());
    }
}
