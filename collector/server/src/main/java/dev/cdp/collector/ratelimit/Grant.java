package dev.cdp.collector.ratelimit;

/**
 * What the shared window answered.
 *
 * @param events how many were charged and may be admitted; 0 when there is no room
 * @param slot where they were charged; epoch milliseconds by the window's clock
 * @param retryAfterMillis when there will be room for what was needed; 0 when there is
 * @param tomorrow whether it is the day's quota that is used up
 */
public record Grant(long events, long slot, long retryAfterMillis, boolean tomorrow) {}
