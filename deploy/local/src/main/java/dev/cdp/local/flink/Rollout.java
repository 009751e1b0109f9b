package dev.cdp.local.flink;

import java.io.IOException;
import java.util.OptionalInt;

/** What is remembered while jobs are brought to another jar, so that it can be gone on with, and gone back on. */
public interface Rollout {
    /** Nothing: a job's savepoint becomes its own, and it gets the default parallelism. */
    Rollout UNNOTED = new Rollout() {
        @Override
        public boolean takesOver() {
            return false;
        }

        @Override
        public OptionalInt parallelism(String job) {
            return OptionalInt.empty();
        }
    };

    /**
     * Whether jobs that somebody else has started are brought to the jar, too, and savepoints stay after the job has
     * newer checkpoints.
     */
    boolean takesOver();

    /** Told before the job is asked to stop. */
    default void stopping(String job, String jobId, int parallelism) throws IOException {}

    /** Told before the job is started from what it was stopped with, or left. */
    default void starting(String job, String savepoint) throws IOException {}

    /** With which the job ran; empty: not known. */
    OptionalInt parallelism(String job);
}
