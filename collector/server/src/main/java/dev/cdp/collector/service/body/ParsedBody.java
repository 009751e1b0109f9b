package dev.cdp.collector.service.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cdp.collector.error.CollectorException;
import java.util.List;
import java.util.Optional;

/**
 * A request's body.
 *
 * @param events one, or those of the batch
 * @param sentAt the request's, missing if it has none
 * @param context of the batch, holds for each event; missing if there is none
 * @param integrations of the batch, holds for each event; missing if there is none
 * @param writeKey in the body, or empty
 * @param problem why it is no batch, although it is JSON
 */
public record ParsedBody(
        List<RawEvent> events,
        JsonNode sentAt,
        JsonNode context,
        JsonNode integrations,
        String writeKey,
        Optional<CollectorException> problem) {

    static ParsedBody single(RawEvent event) {
        JsonNode json = event.json();
        return new ParsedBody(
                List.of(event),
                json.path("sentAt"),
                MissingNode.getInstance(),
                MissingNode.getInstance(),
                json.path("writeKey").asText(""),
                Optional.empty());
    }
}
