package dev.cdp.collector.ratelimit;

import dev.cdp.collector.domain.RateLimits;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The limits as one collector can hold them by itself: each event takes its share of a second, and as
 * much may be taken ahead as a window is long. Times are those of {@link System#nanoTime}.
 */
final class LocalWindow {
    private final double nanosPerEvent;
    private final long burst;

    /** Until when all that was taken has its share. */
    private final AtomicLong taken;

    LocalWindow(RateLimits limits, long now) {
        this.burst = limits.burst();
        this.nanosPerEvent = limits.eventsPerSecond() == RateLimits.UNLIMITED ? 0 : 1e9 / limits.eventsPerSecond();
        this.taken = new AtomicLong(now);
    }

    /**
     * Takes all of these events or none. More than a window can hold pass when there is room for one,
     * and are a debt.
     *
     * @return 0 when they were taken, else after how many nanoseconds to try again
     */
    long take(int events, long now) {
        long least = cost(events > burst ? 1 : events);
        for (; ; ) {
            long before = taken.get();
            long start = later(before, now);
            long wait = start - now + least - cost(burst);
            if (wait > 0) {
                return wait;
            }
            if (taken.compareAndSet(before, start + cost(events))) {
                return 0;
            }
        }
    }

    /** Counts events that were admitted by the shared window. */
    void charge(long events, long now) {
        taken.updateAndGet(before -> later(before, now) + cost(events));
    }

    private long cost(long events) {
        return (long) (events * nanosPerEvent);
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
