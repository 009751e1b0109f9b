package dev.cdp.flink.job;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The environment of every job. What correctness depends on is set here, over the cluster's
 * configuration; the state backend and where checkpoints lie are the cluster's.
 */
final class JobEnvironment {
    /** How far a job can be scaled out. The state is cut by it: another number can't read it. */
    static final int MAX_PARALLELISM = 720;

    private static final Duration RESTART_DELAY = Duration.ofSeconds(3);

    private JobEnvironment() {}

    static StreamExecutionEnvironment create(JobArguments arguments) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.configure(settings(Duration.ofMillis(arguments.checkpointIntervalMs())));
        env.setParallelism(arguments.parallelism());
        return env;
    }

    private static Configuration settings(Duration checkpointInterval) {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
        // A checkpoint that waits for a destination may time out and fail as often as it likes: the next
        // one covers what it would have. Failing the job for it would only repeat the work.
        settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(10));
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        // Sinks commit in the order of the checkpoints.
        settings.set(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, 1);
        // A cancelled job can be started again without a gap.
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        // Not exponential: that reckons its delay by the wall clock, and after the clock has been set back it waits
        // until
        // the clock is there again before it restarts anything.
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, RESTART_DELAY);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        // Each type has a serializer of its own: a class that would fall back to Kryo, and each operator
        // whose state would hang on a generated id, is an error before the job starts.
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        // All values are immutable.
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        rocksDb(settings);
        return settings;
    }

    /**
     * For state that is one new id an event, written with a checkpoint each second. By name, as the options' class is not
     * on a client's class path; other state backends don't look at them.
     */
    private static void rocksDb(Configuration settings) {
        // Most events are new: their ids are looked for in files that do not have them.
        settings.setString("state.backend.rocksdb.use-bloom-filter", "true");
        // A file's filter as one block is as large as a shard of a small slot's cache: each look-up would read it anew.
        settings.setString("state.backend.rocksdb.memory.partitioned-index-filters", "true");
        // Each checkpoint makes a small file of ids from all over: levels would rewrite their first one for each four.
        settings.setString("state.backend.rocksdb.compaction.style", "UNIVERSAL");
        // Ids are pieces of a hash, which nothing makes smaller; each compaction would try.
        settings.setString("state.backend.rocksdb.compression.per.level", "NO_COMPRESSION");
    }
}
