package dev.cdp.flink.job;

import dev.cdp.flink.connector.clickhouse.ClickHouseConnection;
import dev.cdp.flink.kafka.KafkaCluster;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.util.ParameterTool;

/**
 * The program arguments of all jobs; README.md lists them.
 *
 * @param allowRewind start without state although the job has run before
 */
record JobArguments(
        KafkaCluster kafka,
        ClickHouseConnection clickHouse,
        int parallelism,
        long checkpointIntervalMs,
        boolean allowRewind) {
    private static final Set<String> NAMES = Set.of(
            "kafka",
            "topic-prefix",
            "clickhouse",
            "clickhouse-database",
            "clickhouse-user",
            "clickhouse-password",
            "parallelism",
            "checkpoint-interval-ms",
            "allow-rewind");

    /**
     * Reads {@code --name value} pairs.
     *
     * @throws IllegalArgumentException for an unknown name, or a value that is not what its name asks for
     */
    static JobArguments parse(String[] args) {
        ParameterTool given = ParameterTool.fromArgs(args);
        Set<String> unknown = new TreeSet<>(given.toMap().keySet());
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Unknown arguments " + unknown + "; there are " + new TreeSet<>(NAMES));
        }
        return new JobArguments(
                new KafkaCluster(
                        given.get("kafka", environment("CDP_KAFKA_BOOTSTRAP", "127.0.0.1:9092")),
                        given.get("topic-prefix", "")),
                new ClickHouseConnection(
                        given.get("clickhouse", environment("CDP_CLICKHOUSE_URL", "http://127.0.0.1:8123")),
                        given.get("clickhouse-database", "cdp"),
                        given.get("clickhouse-user", "default"),
                        given.get("clickhouse-password", "")),
                given.getInt("parallelism", 2),
                given.getLong("checkpoint-interval-ms", 1_000),
                given.has("allow-rewind"));
    }

    /** Flink 2's web interface drops the program arguments (FLINK-39310): the cluster's environment is asked next. */
    private static String environment(String variable, String otherwise) {
        return System.getenv().getOrDefault(variable, otherwise);
    }
}
