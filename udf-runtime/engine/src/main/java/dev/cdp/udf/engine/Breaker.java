package dev.cdp.udf.engine;

import java.util.function.LongSupplier;

/**
 * Suspends a function that has failed many times in a row: for a while nothing is run, then one
 * invocation tries; it decides whether the others may run again or wait once more.
 */
final class Breaker {
    private final int failuresAllowed;
    private final long pause;
    private final LongSupplier clock;
    private int failures;
    private long opened;

    Breaker(int failuresAllowed, long pauseNanos) {
        this(failuresAllowed, pauseNanos, System::nanoTime);
    }

    Breaker(int failuresAllowed, long pauseNanos, LongSupplier nanoClock) {
        this.failuresAllowed = failuresAllowed;
        this.pause = pauseNanos;
        this.clock = nanoClock;
    }

    /** 0 when an invocation may run, else how many failures in a row keep it from that. */
    synchronized int refusal() {
        if (failures < failuresAllowed) {
            return 0;
        }
        long now = clock.getAsLong();
        if (now - opened < pause) {
            return failures;
        }
        // This one tries; the next may when the pause is over again, or when this one has succeeded.
        opened = now;
        return 0;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    synchronized void failed() {
        failures++;
        if (failures >= failuresAllowed) {
            opened = clock.getAsLong();
        }
    }
}
