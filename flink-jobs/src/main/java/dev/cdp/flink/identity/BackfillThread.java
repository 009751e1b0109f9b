package dev.cdp.flink.identity;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what is pending, every so often, until nothing is left. It works half of the time at most: after each step it
 * rests for as long as the step took, for the destination has other things to do. A step that fails is tried again with
 * the next round, for ever.
 */
final class BackfillThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackfillThread.class);
    private static final long LONGEST_REST_MS = 5_000;
    private static final long CLOSE_SECONDS = 30;

    private final Backfill backfill;
    private final Pending pending;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(new ExecutorThreadFactory("identity-backfill"));
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private boolean begun;

    private BackfillThread(Backfill backfill, Pending pending) {
        this.backfill = backfill;
        this.pending = pending;
    }

    static BackfillThread start(Backfill.Opener opener, Pending pending, long intervalMs) {
        BackfillThread thread = new BackfillThread(opener.open(), pending);
        thread.executor.scheduleWithFixedDelay(thread::round, intervalMs, intervalMs, TimeUnit.MILLISECONDS);
        return thread;
    }

    private void round() {
        try {
            if (!begun) {
                backfill.begin();
                begun = true;
            }
            while (!pending.changes(1).isEmpty() || !pending.blocks(1).isEmpty()) {
                long start = System.nanoTime();
                rows.addAndGet(backfill.step(pending));
                Thread.sleep(Math.min(LONGEST_REST_MS, (System.nanoTime() - start) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            failed();
            LOG.warn(
                    "Earlier events of {} anonymous ids wait for their user: {}", pending.anonymousIds(), e.toString());
        } catch (RuntimeException e) {
            failed();
            LOG.error("Earlier events of {} anonymous ids wait for their user", pending.anonymousIds(), e);
        }
    }

    /** What failed may still be running at the destination. */
    private void failed() {
        failures.incrementAndGet();
        begun = false;
    }

    long rows() {
        return rows.get();
    }

    long failures() {
        return failures.get();
    }

    @Override
    public void close() throws InterruptedException {
        executor.shutdownNow();
        executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        backfill.close();
    }
}
