package dev.cdp.local.flink;

import java.util.Set;

/**
 * A job as the cluster lists it.
 *
 * @param state of Flink's JobStatus, such as RUNNING
 * @param allTasksRun whether every task is in state RUNNING
 */
public record FlinkJob(String id, String name, String state, boolean allTasksRun) {
    private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");

    /** Running, or on its way there, be it restored by high availability. */
    public boolean isActive() {
        return !ENDED.contains(state);
    }
}
