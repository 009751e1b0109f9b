package dev.cdp.bench.load;

import java.time.Duration;

/**
 * When batches are due: at a rate that grows from nothing, evenly, and then stays. A JVM that is given all at once spends
 * its first minutes on compiling, and what piles up meanwhile is measured for long after that.
 *
 * @param batchesPerSecond in the end
 * @param growing how long the rate takes to get there; zero: it is there at once
 */
public record Pace(double batchesPerSecond, Duration growing) {
    private static final double NANOS = 1e9;

    /** Always the same rate. */
    public static Pace constant(double batchesPerSecond) {
        return new Pace(batchesPerSecond, Duration.ZERO);
    }

    /** How many batches are due before the rate is full. */
    public int whileGrowing() {
        return (int) (batchesPerSecond * growing.toNanos() / NANOS / 2);
    }

    /** How many are due when the full rate has lasted for so long. */
    public int until(Duration full) {
        return whileGrowing() + (int) (batchesPerSecond * full.toNanos() / NANOS);
    }

    /** When a batch is due, in nanoseconds since the first one. */
    public long dueNanos(int number) {
        int before = whileGrowing();
        double seconds = number < before
                // The integral of a rate that grows evenly is a square.
                ? Math.sqrt(2 * number * growing.toNanos() / NANOS / batchesPerSecond)
                : growing.toNanos() / NANOS + (number - before) / batchesPerSecond;
        return (long) (seconds * NANOS);
    }
}
