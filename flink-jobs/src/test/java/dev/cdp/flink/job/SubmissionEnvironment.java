package dev.cdp.flink.job;

import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;

/** What a main gets from Flink when it is submitted: a MiniCluster here, and the state to start from. */
final class SubmissionEnvironment extends StreamExecutionEnvironment {
    private SubmissionEnvironment() {}

    /** For mains that run in this thread from now on; the savepoint may be empty. */
    static void use(MiniCluster flink, String savepoint) {
        initializeContextEnvironment(given -> {
            Configuration submission = new Configuration(given);
            if (!savepoint.isEmpty()) {
                submission.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            }
            return new TestStreamEnvironment(flink, submission, 1, List.of(), List.of());
        });
    }
}
