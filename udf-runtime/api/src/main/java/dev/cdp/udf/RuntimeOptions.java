package dev.cdp.udf;

import java.time.Duration;

/**
 * How a runtime deals with all of its functions.
 *
 * @param ownThreads whether functions run on the workers from their first statement on. The caller is
 *     then never held up, whatever a function does; else the first piece runs on the caller's thread,
 *     which is quicker by two changes of thread, but a built-in that can't be interrupted (a power of
 *     huge BigInts) holds it up until it ends
 * @param workers threads for what comes after an {@code await}, and with ownThreads for everything
 * @param idleContext after which a context that was not used is dropped
 * @param breakerFailures in a row after which a function is suspended
 * @param breakerPause how long it is, before one invocation tries again
 * @param workspaceCpuShare of one processor that the functions of one workspace may use, over some
 *     seconds, before they have to wait; several cores: above 1
 */
public record RuntimeOptions(
        boolean ownThreads,
        int workers,
        Duration idleContext,
        int breakerFailures,
        Duration breakerPause,
        double workspaceCpuShare) {
    public static final RuntimeOptions DEFAULT =
            new RuntimeOptions(false, 2, Duration.ofMinutes(5), 100, Duration.ofSeconds(30), 1.0);

    public RuntimeOptions withBreaker(int failures, Duration pause) {
        return new RuntimeOptions(ownThreads, workers, idleContext, failures, pause, workspaceCpuShare);
    }

    public RuntimeOptions withIdleContext(Duration time) {
        return new RuntimeOptions(ownThreads, workers, time, breakerFailures, breakerPause, workspaceCpuShare);
    }

    public RuntimeOptions withWorkspaceCpuShare(double share) {
        return new RuntimeOptions(ownThreads, workers, idleContext, breakerFailures, breakerPause, share);
    }

    /** Never on the caller's thread, but on so many of the runtime's. */
    public RuntimeOptions withOwnThreads(int count) {
        return new RuntimeOptions(true, count, idleContext, breakerFailures, breakerPause, workspaceCpuShare);
    }
}
