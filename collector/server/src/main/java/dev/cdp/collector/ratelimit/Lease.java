package dev.cdp.collector.ratelimit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Events that were charged to the shared window and not yet admitted. Those that are not taken before
 * its end are given back. Times are those of {@link System#nanoTime}.
 */
final class Lease {
    private final long events;
    private final long admittedAtOnce;
    private final long slot;
    private final long since;
    private final long until;
    private final AtomicLong left;

    /**
     * A lease that begins now.
     *
     * @param admittedAtOnce events that came with it and are gone already
     */
    Lease(long events, long admittedAtOnce, long slot, long now, long nanos) {
        this.events = events;
        this.admittedAtOnce = admittedAtOnce;
        this.slot = slot;
        this.since = now;
        this.until = now + nanos;
        this.left = new AtomicLong(events);
    }

    /** Nothing. */
    static Lease none(long now) {
        return new Lease(0, 0, 0, now, 0);
    }

    /** Takes all of these events or none. */
    boolean take(int wanted, long now) {
        if (isOver(now)) {
            return false;
        }
        long before = left.get();
        while (before >= wanted) {
            if (left.compareAndSet(before, before - wanted)) {
                return true;
            }
            before = left.get();
        }
        return false;
    }

    /** Whether it is time to ask for the next, so that no request has to wait for it. */
    boolean isLow() {
        return left.get() < events / 4;
    }

    boolean isOver(long now) {
        return now - until >= 0;
    }

    /** Takes what is left. */
    long drain() {
        return left.getAndSet(0);
    }

    long left() {
        return left.get();
    }

    long slot() {
        return slot;
    }

    /** How many events were admitted in a second since it began. */
    double perSecond(long now) {
        long nanos = Math.max(1_000_000, now - since);
        return (admittedAtOnce + events - left.get()) * 1e9 / nanos;
    }
}
