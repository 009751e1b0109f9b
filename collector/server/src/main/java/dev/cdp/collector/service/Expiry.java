package dev.cdp.collector.service;

import dev.cdp.collector.config.CacheSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long what was read from PostgreSQL holds. Times are those of {@link System#nanoTime}. */
@Singleton
public class Expiry {
    /** While PostgreSQL is away, one request in this time waits for it in vain. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final CacheSettings settings;

    public Expiry(CacheSettings settings) {
        this.settings = settings;
    }

    /** The end of a life that begins now: each a little different, so that they don't end at once. */
    public long next() {
        long min = settings.minTtl().toNanos();
        long max = settings.maxTtl().toNanos();
        return System.nanoTime() + (max > min ? ThreadLocalRandom.current().nextLong(min, max) : min);
    }

    /** When to ask again after PostgreSQL did not answer. */
    public long soon() {
        return System.nanoTime() + Math.min(RETRY.toNanos(), settings.minTtl().toNanos());
    }

    /** The end of a life that lasts this much longer. */
    public long in(Duration life) {
        return System.nanoTime() + life.toNanos();
    }

    /** What is left of a life. */
    public Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** The longest life there is: what was read longer ago is remembered nowhere. */
    public Duration longest() {
        return settings.maxTtl();
    }

    /** Whether that life has ended. */
    public boolean isOver(long end) {
        return System.nanoTime() - end >= 0;
    }
}
