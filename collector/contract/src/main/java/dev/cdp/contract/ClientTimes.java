package dev.cdp.contract;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;

/**
 * The times that clients send. The server's received_at wins wherever a decision is made; these are
 * kept for analytics.
 */
public final class ClientTimes {
    /** ISO 8601 with or without seconds, fraction and offset ({@code Z}, {@code +02:00}, {@code +0200}). */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .toFormatter();

    private ClientTimes() {}

    /**
     * Reads a time: ISO 8601 (a missing offset is UTC, a missing time midnight, a space may stand
     * for the T), or epoch milliseconds in decimal.
     *
     * @return epoch milliseconds
     * @throws DateTimeException when the text is none of these
     */
    public static long parse(String text) {
        String trimmed = text.strip();
        if (trimmed.endsWith("Z") || trimmed.endsWith("z")) {
            // What nearly every SDK sends.
            return Instant.parse(trimmed.replace(' ', 'T')).toEpochMilli();
        }
        if (!trimmed.isEmpty() && trimmed.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return parseEpochMillis(trimmed);
        }
        if (trimmed.length() == "2026-01-31".length()) {
            return LocalDate.parse(trimmed)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toEpochMilli();
        }
        TemporalAccessor time = ISO.parseBest(trimmed.replace(' ', 'T'), Instant::from, LocalDateTime::from);
        return time instanceof LocalDateTime local
                ? local.toInstant(ZoneOffset.UTC).toEpochMilli()
                : Instant.from(time).toEpochMilli();
    }

    /** Digits alone are milliseconds, which have 12 or more digits since 1973. */
    private static long parseEpochMillis(String digits) {
        if (digits.length() < 12 || digits.length() > 14) {
            throw new DateTimeException("expected epoch milliseconds or ISO 8601");
        }
        return Long.parseLong(digits);
    }

    /**
     * An event's time by the server's clock: the original timestamp moved by the skew of the client's
     * clock (received_at − sent_at) when both are there, and never after received_at. See "Common
     * Fields: Timestamps" in Segment's specification.
     *
     * @param originalTimestamp epoch milliseconds, or null
     * @param sentAt epoch milliseconds, or null
     * @param receivedAt epoch milliseconds
     */
    public static long correct(Long originalTimestamp, Long sentAt, long receivedAt) {
        if (originalTimestamp == null) {
            return receivedAt;
        }
        long corrected = sentAt == null ? originalTimestamp : originalTimestamp + (receivedAt - sentAt);
        return Math.min(corrected, receivedAt);
    }
}
