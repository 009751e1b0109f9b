package dev.cdp.e2e.function;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Something sent over and over on a thread of its own, a hundred times a second at most, until it is closed. */
final class Traffic implements AutoCloseable {
    private static final long PAUSE_MS = 10;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger sent = new AtomicInteger();
    private final Future<?> sending;

    /** @param send throws when it was not accepted */
    Traffic(Runnable send) {
        sending = thread.scheduleWithFixedDelay(
                () -> {
                    send.run();
                    sent.incrementAndGet();
                },
                0,
                PAUSE_MS,
                TimeUnit.MILLISECONDS);
    }

    int sent() {
        return sent.get();
    }

    /** Waits for the last one; throws what one of them has thrown. */
    @Override
    public void close() throws InterruptedException, ExecutionException {
        boolean failed = sending.isDone();
        thread.shutdown();
        if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the last one is still under way");
        }
        if (failed) {
            sending.get();
        }
    }
}
