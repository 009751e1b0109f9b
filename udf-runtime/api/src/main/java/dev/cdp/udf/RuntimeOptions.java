package dev.cdp.udf;

import java.time.Duration;

/**
 * How a runtime deals with all of its functions.
 *
 * @param ownThreads whether all functions run on the workers all the time. Else a function does so at
 *     first, and moves to the caller's thread, which is quicker by two changes of thread, when many of
 *     its invocations in a row have taken little time; with the first that takes more it goes back. So a
 *     built-in that can't be interrupted (a power of huge BigInts) holds a caller up once at most
 * @param workers threads for functions that are not trusted with the caller's, and for what comes after
 *     an {@code await}
 * @param idleContext after which a context that was not used is dropped
 * @param breakerFailures in a row after which a function is suspended
 * @param breakerPause how long it is, before one invocation tries again
 * @param waste of time on processors that failures of one workspace's functions may take at a time;
 *     forgotten at a fifteenth of a processor. While more is wasted, one that fails is suspended at once
 * @param workspaceCpuShare of one processor that the functions of one workspace may use, over some
 *     seconds, before they have to wait, while those of others run too; several cores: above 1. No more
 *     workers than that are with one workspace at a time, one at least
 */
public record RuntimeOptions(
        boolean ownThreads,
        int workers,
        Duration idleContext,
        int breakerFailures,
        Duration breakerPause,
        Duration waste,
        double workspaceCpuShare) {
    public static final RuntimeOptions DEFAULT = new RuntimeOptions(
            false, 2, Duration.ofMinutes(5), 100, Duration.ofSeconds(30), Duration.ofSeconds(2), 1.0);

    public RuntimeOptions withBreaker(int failures, Duration pause) {
        return new RuntimeOptions(ownThreads, workers, idleContext, failures, pause, waste, workspaceCpuShare);
    }

    public RuntimeOptions withWaste(Duration time) {
        return new RuntimeOptions(
                ownThreads, workers, idleContext, breakerFailures, breakerPause, time, workspaceCpuShare);
    }

    public RuntimeOptions withIdleContext(Duration time) {
        return new RuntimeOptions(ownThreads, workers, time, breakerFailures, breakerPause, waste, workspaceCpuShare);
    }

    public RuntimeOptions withWorkspaceCpuShare(double share) {
        return new RuntimeOptions(ownThreads, workers, idleContext, breakerFailures, breakerPause, waste, share);
    }

    /** Never on the caller's thread, but on so many of the runtime's. */
    public RuntimeOptions withOwnThreads(int count) {
        return new RuntimeOptions(true, count, idleContext, breakerFailures, breakerPause, waste, workspaceCpuShare);
    }
}
