package dev.cdp.testkit;

import dev.cdp.local.component.Kafka;
import java.util.Map;

/**
 * A service's image.
 *
 * @param port inside the container; it is published on the component's first port
 */
record ContainerImage(String name, int port, Map<String, String> environment) {
    static ContainerImage kafka(Kafka kafka) {
        return new ContainerImage(
                "apache/kafka:4.2.0",
                9092,
                Map.ofEntries(
                        Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                        Map.entry("KAFKA_NODE_ID", "1"),
                        Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093"),
                        Map.entry("KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093"),
                        Map.entry(
                                "KAFKA_ADVERTISED_LISTENERS",
                                "PLAINTEXT://" + kafka.port().hostAndPort()),
                        Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                        Map.entry("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                        Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
                        Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
                        Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
                        Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
                        Map.entry("KAFKA_TRANSACTION_MAX_TIMEOUT_MS", "604800000"),
                        Map.entry("KAFKA_LOG_MESSAGE_TIMESTAMP_TYPE", "LogAppendTime"),
                        Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")));
    }

    static ContainerImage postgres() {
        return new ContainerImage(
                "postgres:17.6",
                5432,
                Map.of("POSTGRES_USER", "cdp", "POSTGRES_PASSWORD", "cdp", "POSTGRES_DB", "cdp"));
    }

    static ContainerImage redis() {
        return new ContainerImage("redis:7.0.15", 6379, Map.of());
    }

    static ContainerImage clickHouse() {
        return new ContainerImage("clickhouse/clickhouse-server:26.7", 8123, Map.of("CLICKHOUSE_SKIP_USER_SETUP", "1"));
    }
}
