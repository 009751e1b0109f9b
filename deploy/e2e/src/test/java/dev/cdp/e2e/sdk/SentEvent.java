package dev.cdp.e2e.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.contract.ClientTimes;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One event as a client put it on the wire.
 *
 * @param event the event's own object
 * @param body the request's body: the event itself, or the batch that it came in
 */
record SentEvent(String type, JsonNode event, JsonNode body) {

    /** The events of a request, alone or in a batch. */
    static Stream<SentEvent> of(RecordingProxy.Request request) {
        JsonNode body = request.body();
        return body.has("batch")
                ? StreamSupport.stream(body.get("batch").spliterator(), false)
                        .map(event -> new SentEvent(event.get("type").asText(), event, body))
                : Stream.of(new SentEvent(body.path("type").asText(), body, body));
    }

    String messageId() {
        return text("messageId");
    }

    /** A member's text, the empty string where it is missing or null. */
    String text(String member) {
        JsonNode value = event.path(member);
        return value.isNull() ? "" : value.asText("");
    }

    /** Epoch milliseconds of the sending: its request's, else the event's own, which is stamped earlier. */
    long sentAt() {
        return time(body.has("sentAt") ? body : event, "sentAt");
    }

    /** Epoch milliseconds of the event by the client's clock. */
    long originalTimestamp() {
        return time(event, event.has("originalTimestamp") ? "originalTimestamp" : "timestamp");
    }

    /** The event's context; what it lacks is the batch's. */
    JsonNode context() {
        ObjectNode merged = body.has("batch") && body.path("context") instanceof ObjectNode shared
                ? shared.deepCopy()
                : ((ObjectNode) event).objectNode();
        if (event.path("context") instanceof ObjectNode own) {
            merged.setAll(own);
        }
        return merged;
    }

    private static long time(JsonNode object, String member) {
        return ClientTimes.parse(object.get(member).asText());
    }
}
