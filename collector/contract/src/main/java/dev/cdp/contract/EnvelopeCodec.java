package dev.cdp.contract;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;

/** {@link Envelope} as JSON in UTF-8, version 1. */
public final class EnvelopeCodec {
    private static final int VERSION = 1;
    private static final RawJson EMPTY = RawJson.of("{}");

    private EnvelopeCodec() {}

    public static byte[] write(Envelope event) {
        JsonWriter json = JsonWriter.inScratch(VERSION);
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

    /** Reads what it looks for in the payload, in the pass that reads the envelope. */
    public interface PayloadReader {
        /** @param payload at the value's first token; must be left there, or at the value's last one */
        void read(JsonParser payload) throws IOException;

        /**
         * Reads all of it without a parser.
         *
         * @param end behind the payload's last byte
         * @return false when it has to be {@link #read}, from its start
         */
        default boolean scan(byte[] json, int start, int end) {
            return false;
        }
    }

    /**
     * Reads an envelope.
     *
     * @throws MalformedRecordException naming the field that is missing or wrong
     */
    public static Envelope read(byte[] bytes) {
        return read(bytes, PayloadForm.WHOLE);
    }

    /**
     * Reads an envelope whose payload another reads, and nobody keeps.
     *
     * @param payloadReader may be asked to read the payload a second time, when the first one has met an error
     * @return with an empty payload
     * @throws MalformedRecordException naming the field that is missing or wrong
     */
    public static Envelope readAround(byte[] bytes, PayloadReader payloadReader) {
        return read(bytes, new PayloadForm(payloadReader));
    }

    private static Envelope read(byte[] bytes, PayloadForm payloadForm) {
        Envelope envelope = WrittenEnvelope.read(bytes, payloadForm);
        return envelope == null ? parse(bytes, payloadForm) : envelope;
    }

    /** In whatever form it is. */
    static Envelope parse(byte[] bytes, PayloadForm payloadForm) {
        Members members = new Members(bytes, payloadForm);
        JsonRecords.read("the event", VERSION, bytes, members::read);
        return members.toEnvelope();
    }

    /**
     * Reads an envelope within another record, in the same pass.
     *
     * @param parser at the start of its object
     * @param source all that the parser reads
     * @throws MalformedRecordException naming the field that is missing or wrong
     */
    static Envelope readWithin(JsonParser parser, byte[] source) throws IOException {
        Members members = new Members(source, PayloadForm.WHOLE);
        JsonRecords.readWithin("the event", VERSION, parser, members::read);
        return members.toEnvelope();
    }

    /** What becomes of the payload: kept whole, or read and let go. */
    record PayloadForm(PayloadReader reader) {
        static final PayloadForm WHOLE = new PayloadForm(null);

        void read(JsonParser value) throws IOException {
            if (reader != null) {
                reader.read(value);
            }
        }

        /** Whether that was all; where not, {@link #read} has to do it. */
        boolean scan(byte[] json, int start, int end) {
            if (reader != null) {
                return reader.scan(json, start, end);
            }
            JsonScanner scanner = new JsonScanner(json, start, end);
            scanner.skipValue();
            return !scanner.gaveUp() && scanner.isAtEnd();
        }

        RawJson kept(byte[] source, int start, int end) {
            return reader == null ? new RawJson(Arrays.copyOfRange(source, start, end)) : EMPTY;
        }
    }

    /** What has been read so far of one envelope. */
    private static final class Members {
        private final byte[] source;
        private final PayloadForm payloadForm;
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

        Members(byte[] source, PayloadForm payloadForm) {
            this.source = source;
            this.payloadForm = payloadForm;
        }

        void read(String name, JsonParser value) throws IOException {
            switch (name) {
                case "eventId" -> eventId = EventId.parse(value.getText());
                case "workspaceId" -> workspaceId = value.getText();
                case "sourceId" -> sourceId = value.getText();
                case "messageId" -> messageId = value.getText();
                case "type" -> type = eventType(value.getText());
                case "event" -> event = value.getText();
                case "anonymousId" -> anonymousId = value.getText();
                case "userId" -> userId = value.getText();
                case "previousId" -> previousId = value.getText();
                case "channel" -> channel = Channel.fromWireName(value.getText());
                case "receivedAt" -> receivedAt = value.getLongValue();
                case "sentAt" -> sentAt = value.getLongValue();
                case "originalTimestamp" -> originalTimestamp = value.getLongValue();
                case "timestamp" -> timestamp = value.getLongValue();
                case "ip" -> ip = value.getText();
                case "userAgent" -> userAgent = value.getText();
                case "origin" -> origin = OriginJson.read(value);
                case "replay" -> replay = readReplay(value);
                case "payload" -> payload = payload(value);
                default -> {
                    // A later version's member.
                }
            }
        }

        private RawJson payload(JsonParser value) throws IOException {
            int start = (int) value.currentTokenLocation().getByteOffset();
            payloadForm.read(value);
            value.skipChildren();
            value.finishToken();
            return payloadForm.kept(source, start, (int) value.currentLocation().getByteOffset());
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

    static EventType eventType(String name) {
        return EventType.fromWireName(name)
                .orElseThrow(() -> new MalformedRecordException("type", "unknown event type '" + name + "'"));
    }

    private static Replay readReplay(JsonParser object) throws IOException {
        String[] texts = {"", ""};
        long[] requestedAt = new long[1];
        JsonRecords.readMembers(object, (name, value) -> {
            switch (name) {
                case "id" -> texts[0] = value.getText();
                case "requestedAt" -> requestedAt[0] = value.getLongValue();
                case "destinationId" -> texts[1] = value.getText();
                default -> {
                    // A later version's member.
                }
            }
        });
        return new Replay(texts[0], requestedAt[0], texts[1]);
    }
}
