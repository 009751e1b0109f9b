package dev.cdp.contract;

import java.io.IOException;

/** {@link Envelope} as JSON in UTF-8, version 1. */
public final class EnvelopeCodec {
    private static final int VERSION = 1;

    private EnvelopeCodec() {}

    public static byte[] write(Envelope event) {
        JsonWriter json = new JsonWriter(VERSION, event.payload().utf8().length + 768);
        json.text("eventId", event.eventId().toString())
                .text("workspaceId", event.workspaceId())
                .text("sourceId", event.sourceId())
                .text("messageId", event.messageId())
                .text("type", event.type().wireName())
                .text("event", event.event())
                .text("anonymousId", event.anonymousId())
                .text("userId", event.userId())
                .text("previousId", event.previousId())
                .text("channel", event.channel().wireName())
                .number("receivedAt", event.receivedAt())
                .number("sentAt", event.sentAt())
                .number("originalTimestamp", event.originalTimestamp())
                .number("timestamp", event.timestamp())
                .text("ip", event.ip())
                .text("userAgent", event.userAgent())
                .object("origin", event.origin(), () -> OriginJson.write(event.origin(), json))
                .object("replay", event.replay(), () -> json.text(
                                "id", event.replay().id())
                        .number("requestedAt", event.replay().requestedAt())
                        .text("destinationId", event.replay().destinationId()));
        return json.finishWith("payload", event.payload().utf8());
    }

    /** Reads the payload on the way, so that who needs something of it need not parse it again. */
    public interface PayloadReader {
        /** Reads nothing. */
        PayloadReader NONE = payload -> {};

        /** @param payload at the value, to be read to its end or left */
        void read(JsonCursor payload) throws IOException;
    }

    /**
     * Reads an envelope.
     *
     * @throws MalformedRecordException naming the field that is missing or wrong
     */
    public static Envelope read(byte[] bytes) {
        return read(bytes, PayloadReader.NONE);
    }

    /**
     * Reads an envelope and, in the same pass, what another looks for in its payload.
     *
     * @throws MalformedRecordException naming the field that is missing or wrong
     */
    public static Envelope read(byte[] bytes, PayloadReader payloadReader) {
        Members members = new Members(payloadReader);
        JsonRecords.read("the event", VERSION, bytes, members::read);
        return members.toEnvelope();
    }

    /**
     * Reads an envelope within another record, in the same pass.
     *
     * @param object where it begins
     * @throws MalformedRecordException naming the field that is missing or wrong
     */
    static Envelope readWithin(JsonCursor object) throws IOException {
        Members members = new Members(PayloadReader.NONE);
        JsonRecords.readWithin("the event", VERSION, object, members::read);
        return members.toEnvelope();
    }

    /** What has been read so far of one envelope. */
    private static final class Members {
        private final PayloadReader payloadReader;
        private EventId eventId;
        private String workspaceId;
        private String sourceId;
        private String messageId;
        private EventType type;
        private String event = "";
        private String anonymousId = "";
        private String userId = "";
        private String previousId = "";
        private Channel channel;
        private Long receivedAt;
        private Long sentAt;
        private Long originalTimestamp;
        private Long timestamp;
        private String ip = "";
        private String userAgent = "";
        private Origin origin;
        private Replay replay;
        private RawJson payload;

        Members(PayloadReader payloadReader) {
            this.payloadReader = payloadReader;
        }

        void read(String name, JsonCursor value) throws IOException {
            switch (name) {
                case "eventId" -> eventId = EventId.parse(value.text());
                case "workspaceId" -> workspaceId = value.text();
                case "sourceId" -> sourceId = value.text();
                case "messageId" -> messageId = value.text();
                case "type" -> type = eventType(value.text());
                case "event" -> event = value.text();
                case "anonymousId" -> anonymousId = value.text();
                case "userId" -> userId = value.text();
                case "previousId" -> previousId = value.text();
                case "channel" -> channel = Channel.fromWireName(value.text());
                case "receivedAt" -> receivedAt = value.number();
                case "sentAt" -> sentAt = value.number();
                case "originalTimestamp" -> originalTimestamp = value.number();
                case "timestamp" -> timestamp = value.number();
                case "ip" -> ip = value.text();
                case "userAgent" -> userAgent = value.text();
                case "origin" -> origin = OriginJson.read(value);
                case "replay" -> replay = readReplay(value);
                case "payload" -> payload = value.slice(payloadReader::read);
                default -> {
                    // A later version's member.
                }
            }
        }

        Envelope toEnvelope() {
            return new Envelope(
                    JsonRecords.require("eventId", eventId),
                    JsonRecords.require("workspaceId", workspaceId),
                    JsonRecords.require("sourceId", sourceId),
                    JsonRecords.require("messageId", messageId),
                    JsonRecords.require("type", type),
                    event,
                    anonymousId,
                    userId,
                    previousId,
                    JsonRecords.require("channel", channel),
                    JsonRecords.require("receivedAt", receivedAt),
                    sentAt,
                    originalTimestamp,
                    JsonRecords.require("timestamp", timestamp),
                    ip,
                    userAgent,
                    JsonRecords.require("origin", origin),
                    replay,
                    JsonRecords.require("payload", payload));
        }
    }

    private static EventType eventType(String name) {
        return EventType.fromWireName(name)
                .orElseThrow(() -> new MalformedRecordException("type", "unknown event type '" + name + "'"));
    }

    private static Replay readReplay(JsonCursor object) throws IOException {
        String[] texts = {"", ""};
        long[] requestedAt = new long[1];
        object.members((name, value) -> {
            switch (name) {
                case "id" -> texts[0] = value.text();
                case "requestedAt" -> requestedAt[0] = value.number();
                case "destinationId" -> texts[1] = value.text();
                default -> {
                    // A later version's member.
                }
            }
        });
        return new Replay(texts[0], requestedAt[0], texts[1]);
    }
}
