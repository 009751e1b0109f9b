package dev.cdp.admin.service.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Events that a collector had rejected, as they are sent to it again: under the message id that they had, so that one
 * replayed twice is a duplicate of itself; and with the time that they had, which the time of sending would shift.
 */
final class RejectedEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RejectedEvents() {}

    /** Nothing when it is no JSON object, so that no check could pass it. */
    static Optional<ObjectNode> again(FailedEvent failure) {
        JsonNode json;
        try {
            json = JSON.readTree(failure.payload());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        if (!(json instanceof ObjectNode event) || event.has("batch")) {
            return Optional.empty();
        }
        event.remove("writeKey");
        event.put("messageId", failure.messageId());
        if (!event.hasNonNull("type")) {
            event.put("type", failure.type());
        }
        event.put("timestamp", time(event, failure).toString());
        event.remove("sentAt");
        event.remove("originalTimestamp");
        return Optional.of(event);
    }

    /** Corrected for the skew of the client's clock, as the collector would have done it then. */
    private static Instant time(JsonNode event, FailedEvent failure) {
        Instant received = Instant.ofEpochMilli(failure.receivedAt());
        Optional<Instant> original = instant(event, "originalTimestamp").or(() -> instant(event, "timestamp"));
        if (original.isEmpty()) {
            return received;
        }
        long skew = instant(event, "sentAt")
                .map(sent -> received.toEpochMilli() - sent.toEpochMilli())
                .orElse(0L);
        Instant time = original.get().plusMillis(skew);
        return time.isAfter(received) ? received : time;
    }

    private static Optional<Instant> instant(JsonNode event, String member) {
        try {
            return event.path(member).isTextual()
                    ? Optional.of(Instant.parse(event.path(member).asText()))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
