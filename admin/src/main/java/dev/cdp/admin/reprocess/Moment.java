package dev.cdp.admin.reprocess;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads times as people type them. */
public final class Moment {
    /** What {@link #parse} takes, to complete "it must be …". */
    public static final String ALLOWED =
            "a time such as 2026-03-01, 2026-03-01T12:00 or 2026-03-01T12:00:00Z (UTC unless it says otherwise), -90m,"
                    + " -24h or -7d before now, or now";

    private static final Pattern RELATIVE = Pattern.compile("-(\\d{1,6})([smhd])");

    private Moment() {}

    /** @throws IllegalArgumentException for what is not {@link #ALLOWED} */
    public static Instant parse(String text, Instant now) {
        if (text.equals("now")) {
            return now;
        }
        Matcher relative = RELATIVE.matcher(text);
        if (relative.matches()) {
            return now.minus(duration(Long.parseLong(relative.group(1)), relative.group(2)));
        }
        try {
            if (!text.contains("T")) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time: " + text, e);
        }
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
