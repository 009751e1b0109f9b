package dev.cdp.collector.service.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.collector.config.LimitSettings;
import dev.cdp.collector.domain.IpPolicy;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.service.body.Endpoint;
import dev.cdp.collector.service.body.ParsedBody;
import dev.cdp.collector.service.body.RawEvent;
import dev.cdp.collector.service.request.EventRequest;
import dev.cdp.collector.service.request.EventRequests;
import dev.cdp.collector.service.schema.FlatFields;
import dev.cdp.collector.service.schema.Misfit;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.EventType;
import dev.cdp.contract.RawJson;
import dev.cdp.contract.flat.FlatField;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The steps that an event goes through by itself, in the order of the specification. */
@Singleton
public class EventCheck {
    private final EventRequests requests;
    private final LimitSettings limits;

    EventCheck(EventRequests requests, LimitSettings limits) {
        this.requests = requests;
        this.limits = limits;
    }

    /**
     * Checks an event.
     *
     * @param ipPolicy of its source
     * @throws CollectorException why it can't be accepted
     */
    public Candidate check(Endpoint endpoint, ParsedBody body, RawEvent raw, IpPolicy ipPolicy, long receivedAt) {
        requireSize(raw.text());
        raw.problem().ifPresent(problem -> {
            throw problem;
        });
        requireObject(raw.json());
        JsonNode event = ContextIp.kept(Payloads.merged(raw, body), ipPolicy);
        EventRequest request = requests.read(type(endpoint, event), event);
        EventTimes times = EventTimes.of(event, body.sentAt(), receivedAt, endpoint.channel());
        List<FlatField> fields = FlatFields.of(event);
        RawJson payload = Payloads.payload(raw, event);
        requireSize(payload);
        return new Candidate(raw, event, request, messageId(request), times, fields, payload);
    }

    /**
     * The event with those values moved aside.
     *
     * @param misfits at least one
     * @throws CollectorException the first one's conflict, when the event would grow beyond {@link
     *     LimitSettings#keptBytes}
     */
    public Candidate keep(Candidate event, List<Misfit> misfits) {
        RawJson payload = Misfits.moved(event.event(), misfits);
        if (payload.utf8().length > limits.keptBytes()) {
            throw misfits.get(0).toConflict();
        }
        return event.withPayload(payload);
    }

    private void requireSize(RawJson event) {
        if (event.utf8().length > limits.payloadBytes()) {
            throw CollectorException.tooLarge("", "the event is larger than " + limits.payloadKb() + " KB");
        }
    }

    private static void requireObject(JsonNode event) {
        if (!event.isObject()) {
            throw CollectorException.invalid(Reason.INVALID_FIELD, "", "the event is not an object");
        }
        if (event.has(Misfits.MEMBER)) {
            throw CollectorException.invalid(
                    Reason.INVALID_FIELD, Misfits.MEMBER, Misfits.MEMBER + " is the server's own member");
        }
    }

    /** A single event's type is its path's; one in a batch names it itself. */
    private static EventType type(Endpoint endpoint, JsonNode event) {
        return endpoint.type().orElseGet(() -> {
            JsonNode type = event.path("type");
            if (type.isMissingNode() || type.isNull()) {
                throw CollectorException.invalid(Reason.MISSING_FIELD, "type", "type is missing");
            }
            return EventType.fromWireName(type.asText())
                    .orElseThrow(() -> CollectorException.invalid(
                            Reason.INVALID_FIELD,
                            "type",
                            "type must be track, identify, page, screen, group or alias"));
        });
    }

    private static String messageId(EventRequest request) {
        return request.messageId().isEmpty() ? UUID.randomUUID().toString() : request.messageId();
    }
}
