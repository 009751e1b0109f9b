package dev.cdp.bench.stack;

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

/** Kafka, PostgreSQL and Redis, empty but for the demo workspace, which has no rate limit. */
public final class Services implements AutoCloseable {
    public static final String WORKSPACE = "demo";
    public static final String WRITE_KEY = "bench-write-key-0123456789abcdef";
    private static final String EVENTS = "events.ingest";
    private static final List<String> TOPICS = List.of(
            EVENTS,
            "events.dlq",
            "events.processed",
            "events.retry",
            "events.outcomes",
            "events.progress",
            "functions.log",
            "cdp.config");

    private final KafkaService kafka = TestServices.kafka();
    private final KafkaTopics topics = new KafkaTopics(kafka.bootstrapServers());
    private final PostgresService postgres = TestServices.postgres();
    private final RedisService redis = TestServices.redis();

    private Services() {}

    public static Services start(Repository repository) throws IOException, InterruptedException {
        Services services = new Services();
        services.topics.create(TOPICS);
        services.admin(repository, "migrate", "up", "--db", "postgres");
        services.admin(repository, "demo");
        return services;
    }

    /** By the names of the collector's settings. */
    public Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "CDP_KAFKA_BOOTSTRAP", kafka.bootstrapServers(),
                "CDP_POSTGRES_JDBC_URL", postgres.jdbcUrl(),
                "CDP_REDIS_URL", redis.url()));
    }

    /** Bootstrap servers. */
    public String kafka() {
        return kafka.bootstrapServers();
    }

    /** How many records stand in events.ingest. */
    public long storedEvents() {
        return topics.end(EVENTS);
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

    /** Throws the topics away, for the next part of a run. */
    @Override
    public void close() {
        topics.delete(TOPICS);
        topics.close();
    }
}
