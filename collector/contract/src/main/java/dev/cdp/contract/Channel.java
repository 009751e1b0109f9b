package dev.cdp.contract;

import java.time.Duration;

/** The way by which an event came in; it decides the deduplication window and the late rule. */
public enum Channel {
    /** Every endpoint but {@code /import}. */
    LIVE(Duration.ofHours(24)),
    /** The bulk import of history, which live server SDKs use as well. */
    IMPORT(Duration.ofDays(7));

    private final String wireName = WireNames.of(this);
    private final Duration deduplicationWindow;

    Channel(Duration deduplicationWindow) {
        this.deduplicationWindow = deduplicationWindow;
    }

    /** How long an event of this channel suppresses another of the same identity, by received_at. */
    public Duration deduplicationWindow() {
        return deduplicationWindow;
    }

    /** The lower-case name used in JSON and tables. */
    public String wireName() {
        return wireName;
    }

    /**
     * The channel of this wire name.
     *
     * @throws MalformedRecordException for any other name
     */
    public static Channel fromWireName(String name) {
        return WireNames.parse(Channel.class, "channel", name);
    }
}
