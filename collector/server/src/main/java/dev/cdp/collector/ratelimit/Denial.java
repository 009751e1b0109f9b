package dev.cdp.collector.ratelimit;

/**
 * The shared window's last refusal. For a short while it stands for all that ask for as much or more, so
 * that a workspace at its limit does not cost a question for each request. Times are those of {@link
 * System#nanoTime}.
 *
 * @param least what there was no room for
 * @param until how long not to ask again
 * @param roomAt when there will be room
 * @param tomorrow whether it was the day's quota
 */
record Denial(long least, long until, long roomAt, boolean tomorrow) {
    private static final long STANDS_NANOS = 200_000_000;

    static Denial of(long least, Grant refused, long now) {
        long wait = refused.retryAfterMillis() * 1_000_000;
        return new Denial(least, now + Math.min(wait, STANDS_NANOS), now + wait, refused.tomorrow());
    }

    /** One that denies nothing. */
    static Denial none(long now) {
        return new Denial(0, now, now, false);
    }

    boolean covers(long asked, long now) {
        return asked >= least && until - now > 0;
    }

    /** Whether the day's quota was used up, and the day is not over. */
    boolean holdsToday(long now) {
        return tomorrow && roomAt - now > 0;
    }
}
