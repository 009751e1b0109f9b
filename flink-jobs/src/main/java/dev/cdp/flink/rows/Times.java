package dev.cdp.flink.rows;

import java.time.Instant;

/**
 * Epoch milliseconds as the instants of DateTime64 columns. A client's clock can say anything; a time
 * that ClickHouse can't hold tells nothing and must not cost the event its row.
 */
public final class Times {
    private static final long FIRST = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();
    private static final long END = Instant.parse("2300-01-01T00:00:00Z").toEpochMilli();

    private Times() {}

    /** The instant, or null when there is none or none that a column can hold. */
    public static Instant orNull(Long epochMillis) {
        return epochMillis == null || epochMillis < FIRST || epochMillis >= END
                ? null
                : Instant.ofEpochMilli(epochMillis);
    }

    /** The instant, or the other one when no column can hold it. */
    public static Instant orElse(long epochMillis, long otherwise) {
        Instant instant = orNull(epochMillis);
        return instant == null ? Instant.ofEpochMilli(otherwise) : instant;
    }
}
