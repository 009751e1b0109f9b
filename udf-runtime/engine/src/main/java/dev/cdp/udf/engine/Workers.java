package dev.cdp.udf.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The runtime's threads: workers go on with functions that have awaited something, one clock lets
 * timers ring, and each context that is cancelled has a thread that waits for it, as a built-in may take
 * its time to notice. Their context class loader is the engine's, so that none holds that of a job.
 */
final class Workers implements Executor {
    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor clock;
    private final ExecutorService cancellers;

    Workers(int count) {
        workers = new ThreadPoolExecutor(
                count, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("cdp-udf-worker-"));
        clock = new ScheduledThreadPoolExecutor(1, named("cdp-udf-clock-"));
        clock.setRemoveOnCancelPolicy(true);
        cancellers = Executors.newCachedThreadPool(named("cdp-udf-cancel-"));
    }

    static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(null, task, prefix + number.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(Workers.class.getClassLoader());
            return thread;
        };
    }

    @Override
    public void execute(Runnable task) {
        submit(workers, task);
    }

    /** Never on the calling thread, and soon whatever the others are doing. */
    void cancel(Runnable task) {
        submit(cancellers, task);
    }

    /** One more worker, as another is stuck in code that can't be cancelled. */
    synchronized void replaceOne() {
        workers.setCorePoolSize(workers.getCorePoolSize() + 1);
    }

    /** The one that was stuck has come back. */
    synchronized void takeBackOne() {
        workers.setCorePoolSize(workers.getCorePoolSize() - 1);
    }

    void after(long nanos, Runnable task) {
        try {
            clock.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closed: whoever waits is told so by its function.
        }
    }

    private static void submit(ExecutorService executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // Closed: whoever waits is told so by its function.
        }
    }

    void close() {
        workers.shutdown();
        clock.shutdownNow();
        cancellers.shutdown();
    }
}
