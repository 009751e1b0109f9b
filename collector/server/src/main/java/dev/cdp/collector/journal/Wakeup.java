package dev.cdp.collector.journal;

import java.util.concurrent.locks.LockSupport;

/** Lets one thread wait until others have news for it. News that comes before the wait ends it at once. */
final class Wakeup {
    private volatile boolean news;
    private volatile Thread waiting;

    /** Of the one thread. May return without news. */
    void await(long nanos) {
        waiting = Thread.currentThread();
        if (!news) {
            LockSupport.parkNanos(this, nanos);
        }
        waiting = null;
        news = false;
    }

    /**
     * Of the one thread: as {@link #await}, but first a rest in which nobody wakes it. For a thread whose news can wait
     * and comes often: to be woken for each costs both sides more than the work that it brings.
     */
    void restAndAwait(long restNanos, long nanos) {
        LockSupport.parkNanos(this, restNanos);
        await(nanos);
    }

    void wake() {
        news = true;
        Thread thread = waiting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }
}
