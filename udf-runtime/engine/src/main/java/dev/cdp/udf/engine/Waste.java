package dev.cdp.udf.engine;

import java.util.function.LongSupplier;

/**
 * Time on processors that the functions of one workspace have spent on failures. It is forgotten slowly,
 * so that what may be wasted in the long run is a small share of one processor, however many functions
 * take part in it.
 */
final class Waste {
    /** Of a processor, that is forgotten. */
    private static final double FORGOTTEN = 1.0 / 15;

    private final long allowed;
    private final LongSupplier clock;
    private double nanos;
    private long asOf;

    /** @param allowedNanos that may be wasted at a time */
    Waste(long allowedNanos, LongSupplier nanoClock) {
        allowed = allowedNanos;
        clock = nanoClock;
        asOf = nanoClock.getAsLong();
    }

    synchronized void add(long more) {
        forget();
        nanos += more;
    }

    synchronized boolean isTooMuch() {
        forget();
        return nanos > allowed;
    }

    private void forget() {
        long now = clock.getAsLong();
        nanos = Math.max(0, nanos - (now - asOf) * FORGOTTEN);
        asOf = now;
    }
}
