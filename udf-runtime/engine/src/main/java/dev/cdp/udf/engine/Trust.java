package dev.cdp.udf.engine;

/**
 * Whether a function may run on its caller's thread, which saves two changes of thread and is what an
 * honest one deserves. But a single built-in can't be cancelled there and would hold the caller up, and
 * with it everybody whose events wait behind. So trust is earned, by many invocations in a row that took
 * little time, and lost with the first that takes more. One that awaits the host is no burden to its caller, but has
 * nothing to gain either: its end comes from another thread.
 */
final class Trust {
    private static final int NEEDED = 100;
    private static final long LITTLE = 50_000_000;

    private int inARow;
    private volatile boolean earned;

    boolean isEarned() {
        return earned;
    }

    /** An invocation is over. */
    void ended(Invocation invocation) {
        if (invocation.cpuNanos() > LITTLE || invocation.hasAwaited()) {
            lost();
        } else if (!earned) {
            gained();
        }
    }

    private synchronized void gained() {
        inARow++;
        earned = inARow >= NEEDED;
    }

    synchronized void lost() {
        inARow = 0;
        earned = false;
    }
}
