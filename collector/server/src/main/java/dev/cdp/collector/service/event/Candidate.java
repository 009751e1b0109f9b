package dev.cdp.collector.service.event;

import dev.cdp.collector.domain.SchemaKey;
import dev.cdp.collector.service.body.RawEvent;
import dev.cdp.collector.service.request.EventRequest;
import dev.cdp.collector.service.schema.SchemaField;
import dev.cdp.contract.RawJson;
import java.util.List;

/**
 * An event that has passed every check but its schema's.
 *
 * @param payload as it will be stored
 */
public record Candidate(
        RawEvent raw,
        EventRequest request,
        String messageId,
        EventTimes times,
        List<SchemaField> fields,
        RawJson payload) {

    /** Which schema it has to fit. */
    public SchemaKey schemaKey(String workspaceId) {
        return new SchemaKey(workspaceId, request.type(), request.event());
    }
}
