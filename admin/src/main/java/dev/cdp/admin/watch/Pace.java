package dev.cdp.admin.watch;

import dev.cdp.admin.OneLine;
import dev.cdp.admin.error.Problem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at something again and again, and rests after a look for so many times as long as it took, so that looking costs
 * little where it takes long. {@code cdp.admin.watch.age} says how old what was seen last is: figures stay as they are while nothing
 * can be seen.
 */
final class Pace {
    private static final Logger LOG = LoggerFactory.getLogger(Pace.class);
    /** After a look that failed, which may have cost nothing but time. */
    private static final long LONGEST_REST_OF_FAILED = TimeUnit.MINUTES.toNanos(1);

    private final String watch;
    private final int rest;
    private final LongSupplier nanoClock;
    private volatile long seenNanos;
    private long restUntilNanos;
    private boolean blind;

    /**
     * Something to look at.
     *
     * @param watch its name, for people and as a label
     * @param rest how many times as long as a look takes
     */
    Pace(String watch, int rest, MeterRegistry metrics) {
        this(watch, rest, metrics, System::nanoTime);
    }

    Pace(String watch, int rest, MeterRegistry metrics, LongSupplier nanoClock) {
        this.watch = watch;
        this.rest = rest;
        this.nanoClock = nanoClock;
        this.seenNanos = nanoClock.getAsLong();
        this.restUntilNanos = seenNanos;
        Gauge.builder("cdp.admin.watch.age", this, pace -> (nanoClock.getAsLong() - pace.seenNanos) / 1e9)
                .description("Time since the last look that succeeded, or since the start")
                .baseUnit("seconds")
                .tag("watch", watch)
                .register(metrics);
    }

    /** Looks, unless it rests. A look that fails says so in the log, once until one succeeds. */
    synchronized void look(Runnable look) {
        long begun = nanoClock.getAsLong();
        if (begun - restUntilNanos < 0) {
            return;
        }
        try {
            look.run();
            seenNanos = nanoClock.getAsLong();
            blind = false;
        } catch (Problem e) {
            if (!blind) {
                LOG.warn("{} can't be watched: {}", watch, OneLine.rootMessage(e));
            }
            blind = true;
        }
        long ended = nanoClock.getAsLong();
        long took = ended - begun;
        long pause = rest * took;
        restUntilNanos = ended + (blind ? Math.min(pause, LONGEST_REST_OF_FAILED) : pause);
        LOG.debug("a look at {} took {} ms", watch, TimeUnit.NANOSECONDS.toMillis(took));
    }
}
