package dev.cdp.flink.job;

import dev.cdp.flink.kafka.KafkaCluster;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.util.ParameterTool;

/**
 * The program arguments of all jobs; README.md lists them.
 *
 * @param allowRewind start without state although the job has run before
 */
record JobArguments(KafkaCluster kafka, int parallelism, long checkpointIntervalMs, boolean allowRewind) {
    private static final Set<String> NAMES = Set.of(
            "kafka",
            "topic-prefix",
            "clickhouse",
            "clickhouse-user",
            "clickhouse-password",
            "clickhouse-database",
            "parallelism",
            "checkpoint-interval-ms",
            "allow-rewind");

    /**
     * Reads {@code --name value} pairs.
     *
     * @throws IllegalArgumentException for an unknown name or a value that is no number where one is needed
     */
    static JobArguments parse(String[] args) {
        ParameterTool given = ParameterTool.fromArgs(args);
        Set<String> unknown = new TreeSet<>(given.toMap().keySet());
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Unknown arguments " + unknown + "; there are " + new TreeSet<>(NAMES));
        }
        return new JobArguments(
                new KafkaCluster(given.get("kafka", "127.0.0.1:9092"), given.get("topic-prefix", "")),
                given.getInt("parallelism", 2),
                given.getLong("checkpoint-interval-ms", 1_000),
                given.has("allow-rewind"));
    }
}
