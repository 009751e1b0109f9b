package dev.cdp.udf.engine;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;

/**
 * One workspace's way to the workers, in order. While others run too it is only as wide as the
 * workspace's share, so that pieces of one that take long never keep all workers busy.
 */
final class Lane implements Executor {
    private final Workers workers;
    private final IntSupplier width;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;
    private int stuck;

    /** @param width how many pieces may run at the same time, at present */
    Lane(Workers workers, IntSupplier width) {
        this.workers = workers;
        this.width = width;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            waiting.add(task);
        }
        start();
    }

    private void start() {
        int most = width.getAsInt();
        while (true) {
            Runnable next;
            synchronized (this) {
                next = running - stuck < most ? waiting.poll() : null;
                if (next == null) {
                    return;
                }
                running++;
            }
            workers.execute(() -> run(next));
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            synchronized (this) {
                running--;
            }
            start();
        }
    }

    /** One of the running ones can't be stopped: another may go on beside it, on a worker more. */
    void replaceOne() {
        synchronized (this) {
            stuck++;
        }
        workers.replaceOne();
        start();
    }

    /** It has come back. */
    synchronized void takeBackOne() {
        stuck--;
        workers.takeBackOne();
    }
}
