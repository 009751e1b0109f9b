package dev.cdp.admin.service.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.ProcessedEvent;
import dev.cdp.contract.ProcessedEventCodec;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * An event that has just come by.
 *
 * @param stage accepted, processed or rejected
 * @param userId as sent; of a processed one, as stitched
 * @param reason of a reject, else empty; likewise field and error
 */
@Serdeable
public record LiveEvent(
        String stage,
        String eventId,
        String messageId,
        String sourceId,
        String type,
        String event,
        String anonymousId,
        String userId,
        Instant receivedAt,
        String reason,
        String field,
        String error,
        @Nullable Object payload) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static LiveEvent accepted(byte[] record) {
        Envelope envelope = EnvelopeCodec.read(record);
        return of("accepted", envelope, envelope.userId());
    }

    static LiveEvent processed(byte[] record) {
        ProcessedEvent processed = ProcessedEventCodec.read(record);
        return of("processed", processed.envelope(), processed.userId());
    }

    static LiveEvent rejected(byte[] record) {
        DeadLetter letter = DeadLetterCodec.read(record);
        Object payload = payload(letter.payload());
        return new LiveEvent(
                "rejected",
                letter.eventId().toString(),
                letter.messageId(),
                letter.sourceId(),
                letter.type(),
                member(payload, "event"),
                member(payload, "anonymousId"),
                member(payload, "userId"),
                Instant.ofEpochMilli(letter.receivedAt()),
                letter.reason().wireName(),
                letter.field(),
                letter.error(),
                payload);
    }

    private static LiveEvent of(String stage, Envelope envelope, String userId) {
        return new LiveEvent(
                stage,
                envelope.eventId().toString(),
                envelope.messageId(),
                envelope.sourceId(),
                envelope.type().wireName(),
                envelope.event(),
                envelope.anonymousId(),
                userId,
                Instant.ofEpochMilli(envelope.receivedAt()),
                "",
                "",
                "",
                payload(envelope.payload().text()));
    }

    private static Object payload(String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    private static String member(Object payload, String name) {
        return payload instanceof java.util.Map<?, ?> map && map.get(name) instanceof String text ? text : "";
    }
}
