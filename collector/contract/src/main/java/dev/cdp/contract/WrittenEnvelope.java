package dev.cdp.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads an envelope in the one form in which {@link EnvelopeCodec#write} writes nearly all: its members in its order,
 * without white space, escapes and a replay. That takes a fraction of what a parser needs, which looks each name up. An
 * envelope in any other form, and each that has an error, is left to the parser; the payload is, too.
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

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long QUOTES = 0x2222222222222222L;
    private static final long BACKSLASHES = 0x5C5C5C5C5C5C5C5CL;
    private static final long SPACES = 0x2020202020202020L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** More of them may be more than a long holds. */
    private static final int MAX_DIGITS = 18;

    private static final char REPLACED = '\uFFFD';

    private final byte[] json;
    private int at;
    private boolean otherForm;

    private WrittenEnvelope(byte[] json) {
        this.json = json;
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
        if (otherForm) {
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
        int end = json.length - 1;
        if (at >= end || json[end] != '}' || json[end - 1] != '}') {
            return null;
        }
        try (JsonParser parser = JsonRecords.FACTORY.createParser(json, at, end - at)) {
            parser.nextToken();
            form.read(parser);
            parser.skipChildren();
            return parser.nextToken() == null ? form.kept(json, at, end) : null;
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory were read", e);
        }
    }

    private void pass(byte[] bytes) {
        otherForm |= !passes(bytes);
    }

    private boolean passes(byte[] bytes) {
        int end = at + bytes.length;
        if (end > json.length || !Arrays.equals(json, at, end, bytes, 0, bytes.length)) {
            return false;
        }
        at = end;
        return true;
    }

    private String requiredText(byte[] member) {
        if (!passes(member)) {
            otherForm = true;
            return "";
        }
        return text();
    }

    /** Empty when it is not there. */
    private String optionalText(byte[] member) {
        return passes(member) ? text() : "";
    }

    private String text() {
        int start = at;
        boolean plain = true;
        int end = nextSpecial(start);
        while (end < json.length && json[end] < 0) {
            plain = false;
            end = nextSpecial(end + 1);
        }
        if (end == json.length || json[end] != '"') {
            otherForm = true;
            return "";
        }
        at = end + 1;
        return plain ? new String(json, start, end - start, StandardCharsets.ISO_8859_1) : utf8(start, end - start);
    }

    /** Where the next byte is that is no plain character: a quote, a backslash, a control character, one of several. */
    private int nextSpecial(int from) {
        int i = from;
        while (i + Long.BYTES <= json.length) {
            long bytes = (long) LONGS.get(json, i);
            long quotes = bytes ^ QUOTES;
            long backslashes = bytes ^ BACKSLASHES;
            // The lowest bit that is set is right; those above it may be borrowed from it.
            long special =
                    (quotes - ONES & ~quotes | backslashes - ONES & ~backslashes | bytes - SPACES & ~bytes | bytes)
                            & HIGH_BITS;
            if (special != 0) {
                return i + Long.numberOfTrailingZeros(special) / Byte.SIZE;
            }
            i += Long.BYTES;
        }
        while (i < json.length && json[i] >= ' ' && json[i] != '"' && json[i] != '\\') {
            i++;
        }
        return i;
    }

    private String utf8(int start, int length) {
        String text = new String(json, start, length, StandardCharsets.UTF_8);
        // Where it is no UTF-8: the parser says so.
        otherForm |= text.indexOf(REPLACED) >= 0;
        return text;
    }

    private long requiredNumber(byte[] member) {
        if (!passes(member)) {
            otherForm = true;
            return 0;
        }
        return number();
    }

    /** Null when it is not there. */
    private Long optionalNumber(byte[] member) {
        return passes(member) ? (Long) number() : null;
    }

    private long number() {
        boolean negative = at < json.length && json[at] == '-';
        int start = negative ? at + 1 : at;
        int end = start;
        long number = 0;
        while (end < json.length && json[end] >= '0' && json[end] <= '9' && end - start < MAX_DIGITS) {
            number = 10 * number + (json[end] - '0');
            end++;
        }
        at = end;
        // What follows says whether the number ends here.
        boolean leadingZero = end - start > 1 && json[start] == '0';
        otherForm |= end == start || leadingZero;
        return negative ? -number : number;
    }

    private static byte[] text(String name) {
        return ascii(",\"" + name + "\":\"");
    }

    private static byte[] member(String name) {
        return ascii(",\"" + name + "\":");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
