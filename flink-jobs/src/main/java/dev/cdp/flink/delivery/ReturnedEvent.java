package dev.cdp.flink.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.contract.ClientTimes;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EventType;
import dev.cdp.contract.ProcessedEvent;
import java.time.DateTimeException;

/**
 * What a function may change of the facts that stand beside the payload: type, name, user id and timestamp. Not the
 * rest: workspace, source, message id, anonymous id and the server's times say which event this is and where its rows
 * lie, whatever a function makes of it; a row under another key would not replace that of an earlier attempt.
 */
final class ReturnedEvent {
    private ReturnedEvent() {}

    /** A returned event has a member that its column can't take. */
    static final class InvalidFieldException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String field;

        InvalidFieldException(String field, String message) {
            super(message);
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    /**
     * The event with the returned one's facts; its payload stays the one that went in.
     *
     * @throws InvalidFieldException for a type that does not exist, or a timestamp that is none
     */
    static ProcessedEvent apply(ProcessedEvent event, JsonNode returned) throws InvalidFieldException {
        Envelope before = event.envelope();
        EventType type = type(returned, before.type());
        String userId = PayloadReader.text(returned.path("userId"));
        Envelope envelope = new Envelope(
                before.eventId(),
                before.workspaceId(),
                before.sourceId(),
                before.messageId(),
                type,
                type == EventType.TRACK ? PayloadReader.text(returned.path("event")) : "",
                before.anonymousId(),
                sentUserId(event, returned, userId),
                before.previousId(),
                before.channel(),
                before.receivedAt(),
                before.sentAt(),
                before.originalTimestamp(),
                timestamp(returned.path("timestamp"), before),
                before.ip(),
                before.userAgent(),
                before.origin(),
                before.replay(),
                before.payload());
        return new ProcessedEvent(userId, event.link(), event.enrichment(), envelope);
    }

    /** Another user than the event's, or none where there was one, is the function's word: no link changes it later. */
    private static String sentUserId(ProcessedEvent event, JsonNode returned, String userId) {
        if (userId.isEmpty() && (!event.userId().isEmpty() || !returned.has("userId"))) {
            return FlatEvent.USER_REMOVED;
        }
        return userId.equals(event.userId()) ? event.envelope().userId() : userId;
    }

    private static EventType type(JsonNode returned, EventType before) throws InvalidFieldException {
        JsonNode type = returned.path("type");
        if (type.isMissingNode() || type.isNull()) {
            return before;
        }
        return EventType.fromWireName(type.asText())
                .orElseThrow(() -> new InvalidFieldException("type", "unknown event type '" + type.asText() + "'"));
    }

    private static long timestamp(JsonNode timestamp, Envelope before) throws InvalidFieldException {
        if (timestamp.isMissingNode() || timestamp.isNull()) {
            return before.timestamp();
        }
        try {
            return Math.min(ClientTimes.parse(timestamp.asText()), before.receivedAt());
        } catch (DateTimeException e) {
            throw new InvalidFieldException("timestamp", "no time: '" + timestamp.asText() + "'");
        }
    }
}
