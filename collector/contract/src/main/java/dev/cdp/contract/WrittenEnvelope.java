package dev.cdp.contract;

import static dev.cdp.contract.JsonScanner.ascii;

/**
 * Reads an envelope in the one form in which {@link EnvelopeCodec#write} writes nearly all: its members in its order,
 * without white space, escapes and a replay. That takes a fraction of what a parser needs, which looks each name up. An
 * envelope in any other form, and each that has an error, is left to the parser.
 */
final class WrittenEnvelope {
    private static final byte[] START = ascii("{\"v\":1");
    private static final byte[] EVENT_ID = text("eventId");
    private static final byte[] WORKSPACE_ID = text("workspaceId");
    private static final byte[] SOURCE_ID = text("sourceId");
    private static final byte[] MESSAGE_ID = text("messageId");
    private static final byte[] TYPE = text("type");
    private static final byte[] EVENT = text("event");
    private static final byte[] ANONYMOUS_ID = text("anonymousId");
    private static final byte[] USER_ID = text("userId");
    private static final byte[] PREVIOUS_ID = text("previousId");
    private static final byte[] CHANNEL = text("channel");
    private static final byte[] RECEIVED_AT = member("receivedAt");
    private static final byte[] SENT_AT = member("sentAt");
    private static final byte[] ORIGINAL_TIMESTAMP = member("originalTimestamp");
    private static final byte[] TIMESTAMP = member("timestamp");
    private static final byte[] IP = text("ip");
    private static final byte[] USER_AGENT = text("userAgent");
    private static final byte[] INSTANCE = ascii(",\"origin\":{\"instance\":\"");
    private static final byte[] EPOCH = member("epoch");
    private static final byte[] SEQUENCE = member("sequence");
    private static final byte[] PAYLOAD = ascii("},\"payload\":");

    private final byte[] json;
    private final JsonScanner scanner;

    private WrittenEnvelope(byte[] json) {
        this.json = json;
        this.scanner = new JsonScanner(json, 0, json.length);
    }

    /**
     * Null for one in another form, or with an error that the parser will name.
     *
     * @throws MalformedRecordException when a text is none of those that its member may have
     */
    static Envelope read(byte[] json, EnvelopeCodec.PayloadForm payload) {
        return new WrittenEnvelope(json).read(payload);
    }

    private Envelope read(EnvelopeCodec.PayloadForm payloadForm) {
        pass(START);
        String eventId = requiredText(EVENT_ID);
        String workspaceId = requiredText(WORKSPACE_ID);
        String sourceId = requiredText(SOURCE_ID);
        String messageId = requiredText(MESSAGE_ID);
        String type = requiredText(TYPE);
        String event = optionalText(EVENT);
        String anonymousId = optionalText(ANONYMOUS_ID);
        String userId = optionalText(USER_ID);
        String previousId = optionalText(PREVIOUS_ID);
        String channel = requiredText(CHANNEL);
        long receivedAt = requiredNumber(RECEIVED_AT);
        Long sentAt = optionalNumber(SENT_AT);
        Long originalTimestamp = optionalNumber(ORIGINAL_TIMESTAMP);
        long timestamp = requiredNumber(TIMESTAMP);
        String ip = optionalText(IP);
        String userAgent = optionalText(USER_AGENT);
        String instance = requiredText(INSTANCE);
        long epoch = requiredNumber(EPOCH);
        long sequence = requiredNumber(SEQUENCE);
        pass(PAYLOAD);
        if (scanner.gaveUp()) {
            return null;
        }
        EventId id = EventId.parse(eventId);
        EventType eventType = EnvelopeCodec.eventType(type);
        Channel eventChannel = Channel.fromWireName(channel);
        RawJson payload = payload(payloadForm);
        if (payload == null) {
            return null;
        }
        return new Envelope(
                id,
                workspaceId,
                sourceId,
                messageId,
                eventType,
                event,
                anonymousId,
                userId,
                previousId,
                eventChannel,
                receivedAt,
                sentAt,
                originalTimestamp,
                timestamp,
                ip,
                userAgent,
                new Origin(instance, epoch, sequence),
                null,
                payload);
    }

    /** All up to the envelope's closing brace; null unless it is one value and nothing more. */
    private RawJson payload(EnvelopeCodec.PayloadForm form) {
        int start = scanner.position();
        int end = json.length - 1;
        if (start >= end || json[end] != '}' || json[end - 1] != '}') {
            return null;
        }
        return form.scan(json, start, end) ? form.kept(json, start, end) : null;
    }

    private void pass(byte[] bytes) {
        if (!scanner.passes(bytes)) {
            scanner.giveUp();
        }
    }

    private String requiredText(byte[] member) {
        pass(member);
        return scanner.gaveUp() ? "" : scanner.textBehindQuote();
    }

    /** Empty when it is not there. */
    private String optionalText(byte[] member) {
        return scanner.passes(member) ? scanner.textBehindQuote() : "";
    }

    private long requiredNumber(byte[] member) {
        pass(member);
        return scanner.gaveUp() ? 0 : scanner.number();
    }

    /** Null when it is not there. */
    private Long optionalNumber(byte[] member) {
        return scanner.passes(member) ? (Long) scanner.number() : null;
    }

    private static byte[] text(String name) {
        return ascii(",\"" + name + "\":\"");
    }

    private static byte[] member(String name) {
        return ascii(",\"" + name + "\":");
    }
}
