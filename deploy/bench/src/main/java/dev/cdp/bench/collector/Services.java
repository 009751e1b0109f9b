package dev.cdp.bench.collector;

import dev.cdp.local.dist.Distributions;
import dev.cdp.local.dist.Repository;
import dev.cdp.testkit.KafkaService;
import dev.cdp.testkit.PostgresService;
import dev.cdp.testkit.RedisService;
import dev.cdp.testkit.TestServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Kafka, PostgreSQL and Redis, empty but for the demo workspace, which has no rate limit. */
final class Services {
    static final String WRITE_KEY = "bench-write-key-0123456789abcdef";
    private static final String EVENTS = "events.ingest";
    private static final int PARTITIONS = 4;
    private static final List<String> TOPICS =
            List.of(EVENTS, "events.dlq", "events.processed", "events.retry", "cdp.config");

    private final KafkaService kafka = TestServices.kafka();
    private final PostgresService postgres = TestServices.postgres();
    private final RedisService redis = TestServices.redis();

    private Services() {}

    static Services start(Repository repository) throws IOException, InterruptedException {
        Services services = new Services();
        services.kafka.createTopics(TOPICS, PARTITIONS);
        services.admin(repository, "migrate", "up", "--db", "postgres");
        services.admin(repository, "demo");
        return services;
    }

    /** By the names of the collector's settings. */
    Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "CDP_KAFKA_BOOTSTRAP", kafka.bootstrapServers(),
                "CDP_POSTGRES_JDBC_URL", postgres.jdbcUrl(),
                "CDP_REDIS_URL", redis.url()));
    }

    /** How many records stand in events.ingest. */
    long storedEvents() throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                latest.put(new TopicPartition(EVENTS, partition), OffsetSpec.latest());
            }
            return admin.listOffsets(latest).all().get().values().stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell its offsets", e.getCause());
        }
    }

    private void admin(Repository repository, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Distributions.java(),
                "-jar",
                repository.resolve("admin/target/cdp-admin.jar").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(repository.root().toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment());
        builder.environment().put("CDP_WRITE_KEY", WRITE_KEY);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("cdp-admin " + String.join(" ", arguments) + " failed:\n" + output);
        }
    }
}
