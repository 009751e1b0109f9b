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
 * The runtime's threads: workers run functions that are not trusted with their caller's thread, and go on
 * with those that have awaited something; one clock lets timers ring; helpers load modules and wait for
 * contexts that are cancelled, as a built-in may take its time to notice. Their context class loader is the engine's, so that none holds that of a job.
 */
final class Workers implements Executor {
    private static final String WORKER = "cdp-udf-worker-";

    private final int count;
    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor clock;
    private final ExecutorService helpers;

    Workers(int count) {
        this.count = count;
        workers = new ThreadPoolExecutor(
                count, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(WORKER));
        clock = new ScheduledThreadPoolExecutor(1, named("cdp-udf-clock-"));
        clock.setRemoveOnCancelPolicy(true);
        helpers = Executors.newCachedThreadPool(named("cdp-udf-helper-"));
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
    void aside(Runnable task) {
        submit(helpers, task);
    }

    /** Whether it is one of those that {@link #execute} uses. */
    static boolean isWorker(Thread thread) {
        return thread != null && thread.getName().startsWith(WORKER);
    }

    int count() {
        return count;
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
        helpers.shutdown();
    }
}
