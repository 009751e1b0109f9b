package dev.cdp.collector.service.request;

import dev.cdp.contract.EventType;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Someone did something. */
@Introspected
@Identified
public record TrackRequest(
        @Size(max = EventRequest.MAX_LENGTH) String messageId,
        @Size(max = EventRequest.MAX_LENGTH) String userId,
        @Size(max = EventRequest.MAX_LENGTH) String anonymousId,
        @NotBlank @Size(max = EventRequest.MAX_LENGTH) String event)
        implements EventRequest {
    @Override
    public EventType type() {
        return EventType.TRACK;
    }
}
