package dev.cdp.contract;

import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What a consumer of {@link Topics#INGEST}, {@link Topics#RETRY} or {@link Topics#PROCESSED} can
 * route by without parsing the value. Values are UTF-8 text; times are epoch milliseconds in
 * decimal.
 */
public record RoutingHeaders(
        String workspaceId, String sourceId, String messageId, EventType type, long receivedAt, Origin origin) {

    public static final String WORKSPACE_ID = "cdp-workspace-id";
    public static final String SOURCE_ID = "cdp-source-id";
    public static final String MESSAGE_ID = "cdp-message-id";
    public static final String TYPE = "cdp-type";
    public static final String RECEIVED_AT = "cdp-received-at";
    /** {@code instance/epoch/sequence}. */
    public static final String ORIGIN = "cdp-origin";
    /** On {@link Topics#PROCESSED} only: where the event stood before, {@link IngestPosition}. */
    public static final String INGEST_POSITION = "cdp-ingest-position";
    /** What a record is that is no event, such as {@link Unlink#CONTROL}; events have no such header. */
    public static final String CONTROL = "cdp-control";
    /** X-Request-Id of the request, if it had one. */
    public static final String REQUEST_ID = "cdp-request-id";
    /** W3C trace context of the request, passed on as it came, if it had one. */
    public static final String TRACEPARENT = "traceparent";

    /** The headers of this event. */
    public static RoutingHeaders of(Envelope event) {
        return new RoutingHeaders(
                event.workspaceId(),
                event.sourceId(),
                event.messageId(),
                event.type(),
                event.receivedAt(),
                event.origin());
    }

    /** Gives each header as (name, value) to the consumer, in a fixed order. */
    public void forEach(BiConsumer<String, byte[]> header) {
        header.accept(WORKSPACE_ID, utf8(workspaceId));
        header.accept(SOURCE_ID, utf8(sourceId));
        header.accept(MESSAGE_ID, utf8(messageId));
        header.accept(TYPE, utf8(type.wireName()));
        header.accept(RECEIVED_AT, utf8(Long.toString(receivedAt)));
        header.accept(ORIGIN, utf8(origin.instance() + '/' + origin.epoch() + '/' + origin.sequence()));
    }

    /**
     * Reads the headers.
     *
     * @param header gives a header's value by its name, or null
     * @throws MalformedRecordException when one is missing or malformed; its field is the header's name
     */
    public static RoutingHeaders read(Function<String, byte[]> header) {
        String type = text(header, TYPE);
        return new RoutingHeaders(
                text(header, WORKSPACE_ID),
                text(header, SOURCE_ID),
                text(header, MESSAGE_ID),
                EventType.fromWireName(type)
                        .orElseThrow(() -> new MalformedRecordException(TYPE, "unknown event type '" + type + "'")),
                number(RECEIVED_AT, text(header, RECEIVED_AT)),
                origin(text(header, ORIGIN)));
    }

    private static Origin origin(String text) {
        // An instance's name may hold slashes; the two numbers at the end do not.
        int sequenceAt = text.lastIndexOf('/');
        int epochAt = sequenceAt < 0 ? -1 : text.lastIndexOf('/', sequenceAt - 1);
        if (epochAt < 0) {
            throw new MalformedRecordException(ORIGIN, "expected instance/epoch/sequence, got '" + text + "'");
        }
        return new Origin(
                text.substring(0, epochAt),
                number(ORIGIN, text.substring(epochAt + 1, sequenceAt)),
                number(ORIGIN, text.substring(sequenceAt + 1)));
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new MalformedRecordException(name, "expected a number, got '" + text + "'", e);
        }
    }

    private static String text(Function<String, byte[]> header, String name) {
        byte[] value = header.apply(name);
        if (value == null) {
            throw new MalformedRecordException(name, "header " + name + " is missing");
        }
        return new String(value, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
