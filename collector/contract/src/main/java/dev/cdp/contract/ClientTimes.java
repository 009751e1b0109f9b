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

    private static final int DATE_LENGTH = "2026-01-31".length();

    private ClientTimes() {}

    /**
     * Reads a time: ISO 8601 (a missing offset is UTC, a missing time midnight, a space may stand for
     * the T and before the offset, a comma for the point, UTC or GMT for Z, a zone's name in brackets
     * is passed over), or epoch milliseconds in decimal.
     *
     * @return epoch milliseconds
     * @throws DateTimeException when the text is none of these, or further away than milliseconds count
     */
    public static long parse(String text) {
        long plain = UtcText.parse(text);
        if (plain != UtcText.OTHER) {
            return plain;
        }
        String trimmed = text.strip();
        try {
            if (isInstant(trimmed)) {
                return Instant.parse(trimmed).toEpochMilli();
            }
            if (!trimmed.isEmpty() && trimmed.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return parseEpochMillis(trimmed);
            }
            return parseIso(normalized(trimmed));
        } catch (ArithmeticException e) {
            throw new DateTimeException("too far away", e);
        }
    }

    /** What Java's parser of instants may be asked. */
    private static boolean isInstant(String text) {
        int last = text.length() - 1;
        return last > DATE_LENGTH
                && text.charAt(DATE_LENGTH) == 'T'
                && text.charAt(last) == 'Z'
                && text.indexOf(',') < 0;
    }

    private static long parseIso(String text) {
        if (text.length() == DATE_LENGTH) {
            return LocalDate.parse(text)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toEpochMilli();
        }
        TemporalAccessor time = ISO.parseBest(text, Instant::from, LocalDateTime::from);
        return time instanceof LocalDateTime local
                ? local.toInstant(ZoneOffset.UTC).toEpochMilli()
                : Instant.from(time).toEpochMilli();
    }

    /** Ruby and Python print a space for the T, Ruby another one before the offset, Java a zone's name. */
    private static String normalized(String text) {
        int zone = text.indexOf('[');
        String iso = (zone < 0 ? text : text.substring(0, zone)).replace(',', '.');
        if (iso.endsWith("UTC") || iso.endsWith("GMT")) {
            iso = iso.substring(0, iso.length() - 3) + 'Z';
        }
        return iso.length() <= DATE_LENGTH || iso.charAt(DATE_LENGTH) != ' '
                ? iso.replace(" ", "")
                : iso.substring(0, DATE_LENGTH)
                        + 'T'
                        + iso.substring(DATE_LENGTH + 1).replace(" ", "");
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
