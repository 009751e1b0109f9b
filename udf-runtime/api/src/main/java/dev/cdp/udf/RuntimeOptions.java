package dev.cdp.udf;

import java.time.Duration;

/**
 * How a runtime deals with all of its functions.
 *
 * @param workers threads for what comes after an {@code await}
 * @param idleContext after which a context that was not used is dropped
 * @param breakerFailures in a row after which a function is suspended
 * @param breakerPause how long it is, before one invocation tries again
 * @param workspaceCpuShare of one processor that the functions of one workspace may use, over some
 *     seconds, before they have to wait; several cores: above 1
 */
public record RuntimeOptions(
        int workers, Duration idleContext, int breakerFailures, Duration breakerPause, double workspaceCpuShare) {
    public static final RuntimeOptions DEFAULT =
            new RuntimeOptions(2, Duration.ofMinutes(5), 100, Duration.ofSeconds(30), 1.0);

    public RuntimeOptions withBreaker(int failures, Duration pause) {
        return new RuntimeOptions(workers, idleContext, failures, pause, workspaceCpuShare);
    }

    public RuntimeOptions withIdleContext(Duration time) {
        return new RuntimeOptions(workers, time, breakerFailures, breakerPause, workspaceCpuShare);
    }

    public RuntimeOptions withWorkspaceCpuShare(double share) {
        return new RuntimeOptions(workers, idleContext, breakerFailures, breakerPause, share);
    }
}
