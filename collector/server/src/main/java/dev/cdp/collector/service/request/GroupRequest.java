package dev.cdp.collector.service.request;

import dev.cdp.contract.EventType;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Someone belongs to a group. */
@Introspected
@Identified
public record GroupRequest(
        @Size(max = EventRequest.MAX_LENGTH) String messageId,
        @Size(max = EventRequest.MAX_LENGTH) String userId,
        @Size(max = EventRequest.MAX_LENGTH) String anonymousId,
        @NotBlank @Size(max = EventRequest.MAX_LENGTH) String groupId)
        implements EventRequest {
    @Override
    public EventType type() {
        return EventType.GROUP;
    }
}
