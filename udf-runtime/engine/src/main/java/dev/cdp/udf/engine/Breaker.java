package dev.cdp.udf.engine;

import java.util.function.LongSupplier;

/**
 * Suspends a function that has failed many times in a row, or fails while its workspace has wasted too
 * much time on failures: for a while nothing is run, then one invocation tries; it decides whether the
 * others may run again or wait once more. What was let in before a suspension and has not begun is
 * refused, too.
 */
final class Breaker {
    /** That an invocation is not let in. */
    static final long REFUSED = -1;

    private final int failuresAllowed;
    private final long pause;
    private final Waste waste;
    private final LongSupplier clock;
    private int failures;
    private long opened;
    private boolean open;
    private volatile long openings;

    /** @param waste of the function's workspace */
    Breaker(int failuresAllowed, long pauseNanos, Waste waste, LongSupplier nanoClock) {
        this.failuresAllowed = failuresAllowed;
        this.pause = pauseNanos;
        this.waste = waste;
        this.clock = nanoClock;
    }

    /** A permit for one invocation, or {@link #REFUSED}. */
    synchronized long permit() {
        if (!open) {
            return openings;
        }
        long now = clock.getAsLong();
        if (now - opened < pause || waste.isTooMuch()) {
            return REFUSED;
        }
        // This one tries; the next may when the pause is over again, or when this one has succeeded.
        opened = now;
        return openings;
    }

    /** Whether a permit is still good: the function has not been suspended since. */
    boolean holds(long permit) {
        return permit == openings;
    }

    /** Why an invocation is refused. */
    synchronized String refusal() {
        return "not run for a while, as it has failed " + failures + " times in a row"
                + (failures < failuresAllowed ? ", and failures of its workspace have taken much time" : "");
    }

    synchronized void succeeded() {
        failures = 0;
        open = false;
    }

    /** @param nanos that it ran */
    synchronized void failed(long nanos) {
        failures++;
        waste.add(nanos);
        if (failures >= failuresAllowed || waste.isTooMuch()) {
            opened = clock.getAsLong();
            open = true;
            openings++;
        }
    }
}
