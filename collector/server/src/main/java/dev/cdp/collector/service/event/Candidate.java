package dev.cdp.collector.service.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.collector.domain.SchemaKey;
import dev.cdp.collector.service.body.RawEvent;
import dev.cdp.collector.service.request.EventRequest;
import dev.cdp.contract.RawJson;
import dev.cdp.contract.flat.FlatField;
import java.util.List;

/**
 * An event that has passed every check but its schema's.
 *
 * @param event with what its batch says of each
 * @param payload as it will be stored
 */
public record Candidate(
        RawEvent raw,
        JsonNode event,
        EventRequest request,
        String messageId,
        EventTimes times,
        List<FlatField> fields,
        RawJson payload) {

    /** The same event, stored otherwise. */
    Candidate withPayload(RawJson other) {
        return new Candidate(raw, event, request, messageId, times, fields, other);
    }

    /** Which schema it has to fit. */
    public SchemaKey schemaKey(String workspaceId) {
        return new SchemaKey(workspaceId, request.type(), request.event());
    }
}
