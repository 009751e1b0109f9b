package dev.cdp.collector.service.request;

import static dev.cdp.collector.service.request.Texts.id;
import static dev.cdp.collector.service.request.Texts.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.EventType;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Reads an event's members and applies their rules. */
@Singleton
public class EventRequests {
    /** Objects where there are any. */
    private static final List<String> OBJECTS = List.of("properties", "traits", "context");

    private final Validator validator;

    EventRequests(Validator validator) {
        this.validator = validator;
    }

    /**
     * Reads an event of this type.
     *
     * @throws CollectorException naming the member that breaks a rule
     */
    public EventRequest read(EventType type, JsonNode event) {
        OBJECTS.forEach(name -> requireObject(event, name));
        EventRequest request = bind(type, event);
        Set<ConstraintViolation<EventRequest>> violations = validator.validate(request);
        if (!violations.isEmpty()) {
            throw violations.stream()
                    .map(EventRequests::toException)
                    .min(Comparator.comparing(CollectorException::getMessage))
                    .orElseThrow();
        }
        return request;
    }

    private static EventRequest bind(EventType type, JsonNode event) {
        String messageId = text(event, "messageId");
        String userId = id(event, "userId");
        String anonymousId = id(event, "anonymousId");
        return switch (type) {
            case TRACK -> new TrackRequest(messageId, userId, anonymousId, text(event, "event"));
            case IDENTIFY -> new IdentifyRequest(messageId, userId, anonymousId);
            case PAGE -> new PageRequest(messageId, userId, anonymousId);
            case SCREEN -> new ScreenRequest(messageId, userId, anonymousId);
            case GROUP -> new GroupRequest(messageId, userId, anonymousId, id(event, "groupId"));
            case ALIAS -> new AliasRequest(messageId, userId, anonymousId, id(event, "previousId"));
        };
    }

    private static void requireObject(JsonNode event, String name) {
        JsonNode value = event.path(name);
        if (!value.isObject() && !value.isMissingNode() && !value.isNull()) {
            throw CollectorException.invalid(Reason.INVALID_FIELD, name, name + " must be an object");
        }
    }

    private static CollectorException toException(ConstraintViolation<EventRequest> violation) {
        Class<?> rule = violation.getConstraintDescriptor().getAnnotation().annotationType();
        String field = violation.getPropertyPath().toString();
        if (rule == Size.class) {
            return CollectorException.invalid(
                    Reason.INVALID_FIELD, field, field + " is longer than " + EventRequest.MAX_LENGTH + " characters");
        }
        if (field.isEmpty()) {
            String first = rule == Aliased.class ? "previousId" : "anonymousId";
            return CollectorException.invalid(Reason.MISSING_FIELD, first, violation.getMessage());
        }
        return CollectorException.invalid(Reason.MISSING_FIELD, field, field + " is missing");
    }
}
