package dev.cdp.udf.engine;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What one piece of an invocation uses, from its start on the thread that made this. The watchdog reads
 * it from its own thread.
 */
final class Meter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long thread = Thread.currentThread().getId();
    private final long startedNanos = System.nanoTime();
    private final long startedBytes = THREADS.getCurrentThreadAllocatedBytes();
    /** The thread's time when the watchdog first looked: asking for it at each start would cost a system call. */
    private long firstCpu = -1;

    private volatile boolean ended;

    /** By the thread itself, when the piece is over. */
    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** By the thread itself. */
    long nanos() {
        return System.nanoTime() - startedNanos;
    }

    /** By the thread itself. */
    long bytes() {
        return THREADS.getCurrentThreadAllocatedBytes() - startedBytes;
    }

    /** By the watchdog only. */
    long bytesSeenFromOutside() {
        return THREADS.getThreadAllocatedBytes(thread) - startedBytes;
    }

    /** By the watchdog only: time on a processor since it first looked. */
    long cpuSeenFromOutside() {
        long cpu = THREADS.getThreadCpuTime(thread);
        if (firstCpu < 0) {
            firstCpu = cpu;
        }
        return cpu - firstCpu;
    }
}
