package dev.cdp.collector.service.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.Channel;
import dev.cdp.contract.ClientTimes;
import dev.cdp.contract.DeadLetter.Reason;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * The times of one event, in epoch milliseconds.
 *
 * @param sentAt or null
 * @param originalTimestamp or null
 * @param timestamp corrected by the skew of the client's clock
 */
public record EventTimes(Long sentAt, Long originalTimestamp, long timestamp) {
    private static final Duration LATE = Duration.ofHours(24);

    /** What ClickHouse's DateTime64 holds. */
    private static final long MIN = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();

    private static final long MAX = Instant.parse("2299-12-31T23:59:59Z").toEpochMilli();

    /**
     * Reads an event's times. The request's sentAt goes before the event's own: it is the later one,
     * of the try that succeeded.
     *
     * @param requestSentAt of the batch; missing if it has none
     * @throws CollectorException naming the member that is no time, or late
     */
    public static EventTimes of(JsonNode event, JsonNode requestSentAt, long receivedAt, Channel channel) {
        Long sentAt = time("sentAt", isGiven(requestSentAt) ? requestSentAt : event.path("sentAt"));
        requireInTime(sentAt, receivedAt, channel);
        JsonNode original = event.path("originalTimestamp");
        Long originalTimestamp =
                isGiven(original) ? time("originalTimestamp", original) : time("timestamp", event.path("timestamp"));
        return new EventTimes(
                sentAt, originalTimestamp, Math.max(MIN, ClientTimes.correct(originalTimestamp, sentAt, receivedAt)));
    }

    /**
     * Refuses what was sent too long ago: it would come after its window of deduplication.
     *
     * @param sentAt of a request; missing if it has none
     * @throws CollectorException late; never of an import, which is for history
     */
    public static void requireInTime(JsonNode sentAt, long receivedAt, Channel channel) {
        try {
            requireInTime(time("sentAt", sentAt), receivedAt, channel);
        } catch (CollectorException e) {
            if (e.status() == CollectorException.Status.LATE) {
                throw e;
            }
            // No time at all: each event is told so.
        }
    }

    private static void requireInTime(Long sentAt, long receivedAt, Channel channel) {
        if (sentAt != null && channel != Channel.IMPORT && receivedAt - sentAt > LATE.toMillis()) {
            throw CollectorException.late("sentAt", "sent more than 24 hours ago");
        }
    }

    private static Long time(String field, JsonNode value) {
        if (!isGiven(value)) {
            return null;
        }
        if (!value.isTextual() && !value.isNumber()) {
            throw invalid(field, null);
        }
        try {
            long time = ClientTimes.parse(value.isBigDecimal() ? wholeMillis(value.decimalValue()) : value.asText());
            if (time < MIN || time > MAX) {
                throw invalid(field, null);
            }
            return time;
        } catch (DateTimeException e) {
            throw invalid(field, e);
        }
    }

    /** Browsers' clocks give fractions of milliseconds. */
    private static String wholeMillis(BigDecimal millis) {
        boolean isLong = millis.precision() - millis.scale() <= 18;
        return isLong ? Long.toString(millis.longValue()) : millis.toString();
    }

    private static boolean isGiven(JsonNode value) {
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isTextual() && value.textValue().isBlank());
    }

    private static CollectorException invalid(String field, Exception cause) {
        return CollectorException.invalid(
                Reason.INVALID_FIELD,
                field,
                field + " is no time between 1900 and 2299: ISO 8601 or epoch milliseconds are expected",
                cause);
    }
}
