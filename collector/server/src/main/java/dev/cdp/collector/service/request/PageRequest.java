package dev.cdp.collector.service.request;

import dev.cdp.contract.EventType;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Size;

/** Someone saw a page. */
@Introspected
@Identified
public record PageRequest(
        @Size(max = EventRequest.MAX_LENGTH) String messageId,
        @Size(max = EventRequest.MAX_LENGTH) String userId,
        @Size(max = EventRequest.MAX_LENGTH) String anonymousId)
        implements EventRequest {
    @Override
    public EventType type() {
        return EventType.PAGE;
    }
}
