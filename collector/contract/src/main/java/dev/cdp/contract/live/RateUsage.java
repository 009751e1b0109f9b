package dev.cdp.contract.live;

import java.util.Map;

/**
 * What a workspace has used of its rate limit, from the hash {@link RedisNames#rate}. Its fields:
 *
 * <ul>
 *   <li>{@code window_ms}: the length of the window
 *   <li>{@code slot:MS}: events charged from this time on, epoch milliseconds by Redis' clock, for a
 *       fiftieth of a window
 *   <li>{@code day:N}: events charged on this UTC day, in days since 1970
 *   <li>{@code blocked_until}: epoch milliseconds; until then a batch larger than the burst is paid off
 *   <li>{@code last}: when it was last written, epoch milliseconds
 * </ul>
 *
 * <p>What a collector has leased and not spent yet counts as used; that of an unlimited workspace is
 * added once a second.
 *
 * @param windowEvents events in the window that ends now
 * @param windowMillis the window's length; 0 when nothing is known of the workspace
 * @param dayEvents events since UTC midnight
 * @param blockedMillis how long nothing more is admitted, because a large batch is paid off; else 0
 */
public record RateUsage(long windowEvents, long windowMillis, long dayEvents, long blockedMillis) {
    private static final long DAY_MS = 86_400_000;
    private static final String SLOT = "slot:";

    /**
     * Reads the hash.
     *
     * @param fields all fields of the hash (HGETALL); empty when there is none
     * @param now epoch milliseconds
     */
    public static RateUsage of(Map<String, String> fields, long now) {
        long window = number(fields, "window_ms");
        long used = fields.keySet().stream()
                .filter(field -> field.startsWith(SLOT))
                .filter(field -> Long.parseLong(field.substring(SLOT.length())) > now - window - window / 50)
                .mapToLong(field -> number(fields, field))
                .sum();
        return new RateUsage(
                used,
                window,
                number(fields, "day:" + Math.floorDiv(now, DAY_MS)),
                Math.max(0, number(fields, "blocked_until") - now));
    }

    private static long number(Map<String, String> fields, String field) {
        return Long.parseLong(fields.getOrDefault(field, "0"));
    }
}
