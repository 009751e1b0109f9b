package dev.cdp.collector.domain;

/**
 * How many events a workspace may send: at most {@code burst} within any window of {@link
 * #windowMillis}, which is {@code eventsPerSecond} in the long run, and {@code eventsPerDay} on one UTC
 * day.
 *
 * @param eventsPerSecond or {@link #UNLIMITED}, and then the burst is too
 * @param eventsPerDay or {@link #UNLIMITED}
 * @param burst at least one second's events
 */
public record RateLimits(long eventsPerSecond, long eventsPerDay, long burst) {
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** How long a window is for which no burst was set. */
    private static final int WINDOW_SECONDS = 5;

    private static final RateLimits DEFAULT = perSecond(100, 1_000_000);
    private static final RateLimits PRO = perSecond(500, 10_000_000);

    /** Those of a tier that has its own. */
    public static RateLimits ofTier(String tier) {
        return switch (tier) {
            case "pro" -> PRO;
            // One that this version does not know is not a reason to let everything pass.
            default -> DEFAULT;
        };
    }

    /** A burst of five seconds' events. */
    public static RateLimits perSecond(long eventsPerSecond, long eventsPerDay) {
        long burst = eventsPerSecond == UNLIMITED ? UNLIMITED : WINDOW_SECONDS * eventsPerSecond;
        return new RateLimits(eventsPerSecond, eventsPerDay, burst);
    }

    /** Those of an enterprise workspace; null is unlimited, and for the burst five seconds' events. */
    public static RateLimits custom(Long eventsPerSecond, Long eventsPerDay, Long burst) {
        long perDay = eventsPerDay == null ? UNLIMITED : eventsPerDay;
        if (eventsPerSecond == null) {
            return perSecond(UNLIMITED, perDay);
        }
        return burst == null ? perSecond(eventsPerSecond, perDay) : new RateLimits(eventsPerSecond, perDay, burst);
    }

    /** Whether there is neither a rate nor a quota. */
    public boolean none() {
        return eventsPerSecond == UNLIMITED && eventsPerDay == UNLIMITED;
    }

    /** The window's length. */
    public long windowMillis() {
        return eventsPerSecond == UNLIMITED ? WINDOW_SECONDS * 1000L : burst * 1000 / eventsPerSecond;
    }
}
