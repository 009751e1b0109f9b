package dev.cdp.udf.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Looks at all running invocations every few milliseconds and has those cancelled that have passed a
 * limit. From outside, as the community edition of GraalVM limits neither memory nor time, and a
 * built-in that runs for long counts as one statement.
 */
final class Watchdog {
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long SWEEP = TimeUnit.SECONDS.toNanos(1);

    private final Set<Sandbox> sandboxes = ConcurrentHashMap.newKeySet();
    private final Workers workers;
    private final LongConsumer sweep;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Starts it.
     *
     * @param sweep called each second with the present nanoTime
     */
    Watchdog(Workers workers, LongConsumer sweep) {
        this.workers = workers;
        this.sweep = sweep;
        this.thread = Workers.named("cdp-udf-watchdog-").newThread(this::watch);
        thread.start();
    }

    void add(Sandbox sandbox) {
        sandboxes.add(sandbox);
    }

    void remove(Sandbox sandbox) {
        sandboxes.remove(sandbox);
    }

    private void watch() {
        long swept = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(PERIOD);
            for (Sandbox sandbox : sandboxes) {
                if (sandbox.passesALimit()) {
                    workers.aside(sandbox::cancel);
                }
            }
            long now = System.nanoTime();
            if (now - swept > SWEEP) {
                swept = now;
                sweep.accept(now);
            }
        }
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
