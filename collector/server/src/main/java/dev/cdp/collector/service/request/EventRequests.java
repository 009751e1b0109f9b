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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads an event's members and applies their rules. */
@Singleton
public class EventRequests {
    /** Objects where there are any. */
    private static final List<String> OBJECTS = List.of("properties", "traits", "context");

    private final Validator validator;
    private final Map<EventType, Rules> rules = new EnumMap<>(EventType.class);

    EventRequests(Validator validator) {
        this.validator = validator;
        for (EventType type : EventType.values()) {
            rules.put(type, Rules.of(recordOf(type)));
        }
    }

    /**
     * Reads an event of this type.
     *
     * @throws CollectorException naming the member that breaks a rule
     */
    public EventRequest read(EventType type, JsonNode event) {
        OBJECTS.forEach(name -> requireObject(event, name));
        EventRequest request = bind(type, event);
        if (rules.get(type).areKeptBy(request)) {
            return request;
        }
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
        return of(type, messageId, userId, anonymousId, fourth(type, event));
    }

    /** The member that only this type has. */
    private static String fourth(EventType type, JsonNode event) {
        return switch (type) {
            case TRACK -> text(event, "event");
            case GROUP -> id(event, "groupId");
            case ALIAS -> id(event, "previousId");
            case IDENTIFY, PAGE, SCREEN -> "";
        };
    }

    /** The record of this type; {@code fourth} is what only its type has. */
    static EventRequest of(EventType type, String messageId, String userId, String anonymousId, String fourth) {
        return switch (type) {
            case TRACK -> new TrackRequest(messageId, userId, anonymousId, fourth);
            case IDENTIFY -> new IdentifyRequest(messageId, userId, anonymousId);
            case PAGE -> new PageRequest(messageId, userId, anonymousId);
            case SCREEN -> new ScreenRequest(messageId, userId, anonymousId);
            case GROUP -> new GroupRequest(messageId, userId, anonymousId, fourth);
            case ALIAS -> new AliasRequest(messageId, userId, anonymousId, fourth);
        };
    }

    static Class<? extends EventRequest> recordOf(EventType type) {
        return switch (type) {
            case TRACK -> TrackRequest.class;
            case IDENTIFY -> IdentifyRequest.class;
            case PAGE -> PageRequest.class;
            case SCREEN -> ScreenRequest.class;
            case GROUP -> GroupRequest.class;
            case ALIAS -> AliasRequest.class;
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
