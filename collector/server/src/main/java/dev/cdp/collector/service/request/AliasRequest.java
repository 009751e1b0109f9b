package dev.cdp.collector.service.request;

import dev.cdp.contract.EventType;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Two ids are the same person. */
@Introspected
@Aliased
public record AliasRequest(
        @Size(max = EventRequest.MAX_LENGTH) String messageId,
        @NotBlank @Size(max = EventRequest.MAX_LENGTH) String userId,
        @Size(max = EventRequest.MAX_LENGTH) String anonymousId,
        @Size(max = EventRequest.MAX_LENGTH) String previousId)
        implements EventRequest {
    @Override
    public EventType type() {
        return EventType.ALIAS;
    }
}
