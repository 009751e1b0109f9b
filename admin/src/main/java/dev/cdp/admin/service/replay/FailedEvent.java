package dev.cdp.admin.service.replay;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A dead letter with what a replay needs of it.
 *
 * @param letterId of this event's dead letters
 * @param receivedAt of the event, epoch milliseconds; likewise rejectedAt of the dead letter
 * @param payload the event as it was
 */
record FailedEvent(
        String eventId,
        String letterId,
        String sourceId,
        String messageId,
        String type,
        String stage,
        String destinationId,
        long receivedAt,
        long rejectedAt,
        String payload) {

    static FailedEvent of(JsonNode row) {
        return new FailedEvent(
                row.path("id").asText(),
                row.path("letter_id").asText(),
                row.path("source_id").asText(),
                row.path("message_id").asText(),
                row.path("type").asText(),
                row.path("stage").asText(),
                row.path("destination_id").asText(),
                row.path("received_ms").asLong(),
                row.path("ms").asLong(),
                row.path("payload").asText());
    }

    /** The dead letter's id; they are replayed in its order. */
    String id() {
        return eventId + '.' + letterId;
    }

    /**
     * Names the replay of this failure. The same failure has the same name whoever replays it and however often, so the
     * jobs drop all but the first; when the replay fails, that is another failure.
     */
    String replayId() {
        return letterId + '-' + rejectedAt;
    }

    /** Whether a collector refused it, so that it was never accepted. */
    boolean isCollectors() {
        return stage.equals("validation") || stage.equals("schema");
    }
}
