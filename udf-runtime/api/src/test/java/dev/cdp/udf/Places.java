package dev.cdp.udf;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Places for the events that a subtask has under way, given out by the delivery job's rule: when its input has stood still
 * for half of a second, those who have a quarter of the places are crowded, their further events wait in Kafka, and
 * everybody else has as many places more.
 */
final class Places {
    private static final int CAPACITY = 1_000;
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private final AtomicInteger taken = new AtomicInteger();
    private boolean crowded;
    private long windowBegan = System.nanoTime();
    private long stood;

    /**
     * Waits for a place.
     *
     * @param end nanoTime until which it waits
     * @param hostile how many places the hostile function has
     * @return false: there was none
     */
    boolean take(long end, IntSupplier hostile) {
        long since = System.nanoTime();
        while (taken.get() >= CAPACITY + (isCrowded() ? CAPACITY / 4 : 0)) {
            if (since >= end) {
                return false;
            }
            LockSupport.parkNanos(PAUSE);
            long now = System.nanoTime();
            stoodStill(since, now, hostile);
            since = now;
        }
        taken.incrementAndGet();
        return true;
    }

    private void stoodStill(long from, long to, IntSupplier hostile) {
        stood += to - from;
        if (to - windowBegan >= WINDOW) {
            crowded |= stood >= WINDOW / 2 && hostile.getAsInt() >= CAPACITY / 4;
            windowBegan = to;
            stood = 0;
        }
    }

    /** Whether events of the hostile function wait; until half of the places are free. */
    boolean isCrowded() {
        crowded &= taken.get() > CAPACITY / 2;
        return crowded;
    }

    /** From any thread. */
    void giveBack() {
        taken.decrementAndGet();
    }
}
