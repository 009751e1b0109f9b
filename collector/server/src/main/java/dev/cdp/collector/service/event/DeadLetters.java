package dev.cdp.collector.service.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cdp.collector.domain.Source;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.service.auth.KeyMask;
import dev.cdp.collector.service.request.EventRequest;
import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.DeadLetter.Stage;
import dev.cdp.contract.EventId;
import dev.cdp.contract.EventType;
import dev.cdp.contract.PartitionKey;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Makes the dead letter of an event that was refused, out of whatever of it can be read. */
public final class DeadLetters {
    /** A control character, escaped. */
    private static final int MAX_BYTES_PER_CHAR = 6;

    private DeadLetters() {}

    /**
     * The dead letter of an event.
     *
     * @param type as sent, possibly no known type
     * @param json the event as far as it could be read, or missing
     * @param text the event as it was sent
     * @param writeKey is masked wherever the text has it; so is what a {@code writeKey} member says
     * @param rejection with a reason
     */
    public static DeadLetter of(
            Source source,
            String writeKey,
            String type,
            JsonNode json,
            String text,
            CollectorException rejection,
            long receivedAt) {
        String sentId = readable(json.path("messageId"));
        String messageId = sentId.isEmpty() ? UUID.randomUUID().toString() : sentId;
        // A type that is none orders the event as the commonest one would.
        EventType known = EventType.fromWireName(type).orElse(EventType.TRACK);
        String partitionKey = PartitionKey.of(
                source.workspaceId(),
                known,
                readable(json.path("anonymousId")),
                readable(json.path("previousId")),
                readable(json.path("userId")),
                messageId);
        Reason reason = rejection.reason().orElseThrow();
        return new DeadLetter(
                EventId.of(source.workspaceId(), source.sourceId(), partitionKey, messageId),
                source.workspaceId(),
                source.sourceId(),
                messageId,
                type,
                stage(reason),
                reason,
                rejection.field(),
                rejection.getMessage(),
                "",
                "",
                receivedAt,
                System.currentTimeMillis(),
                KeyMask.members(text, writeKey));
    }

    /** The dead letter of a body that can't be read. */
    public static DeadLetter of(
            Source source, String writeKey, String type, String text, CollectorException rejection, long receivedAt) {
        return of(source, writeKey, type, MissingNode.getInstance(), text, rejection, receivedAt);
    }

    /**
     * Whether the letter can be stored.
     *
     * @param maxBytes of its payload as a JSON string
     */
    public static boolean fits(DeadLetter letter, int maxBytes) {
        String payload = letter.payload();
        return payload.length() <= maxBytes / MAX_BYTES_PER_CHAR || encodedLength(payload) <= maxBytes;
    }

    private static long encodedLength(String text) {
        return text.chars()
                .mapToLong(c -> c < ' ' ? MAX_BYTES_PER_CHAR : c == '"' || c == '\\' ? 2 : c < 0x80 ? 1 : 3)
                .sum();
    }

    private static Stage stage(Reason reason) {
        return switch (reason) {
            case TYPE_CONFLICT, UNDECLARED_FIELD, NAME_COLLISION -> Stage.SCHEMA;
            default -> Stage.VALIDATION;
        };
    }

    /** A text or a number, if an id or a name can be that; else empty. */
    public static String readable(JsonNode id) {
        if (!id.isTextual() && !id.isIntegralNumber()) {
            return "";
        }
        String text = id.asText();
        if (text.isBlank() || text.length() > EventRequest.MAX_LENGTH) {
            return "";
        }
        // What is no Unicode is replaced.
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
