package dev.cdp.collector.kafka;

import dev.cdp.collector.health.Dependency;
import dev.cdp.contract.Topics;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether Kafka answers and has the topics. While it is away, events wait in the journal. */
@Singleton
final class KafkaState implements Dependency {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaState.class);
    private static final List<String> TOPICS = List.of(Topics.INGEST, Topics.DEAD_LETTERS);
    private static final int PROBE_TIMEOUT_MS = 3_000;

    private final Admin admin;
    private volatile Health health = Health.degraded("not reached yet");

    KafkaState(Admin admin) {
        this.admin = admin;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Health health() {
        return health;
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "200ms")
    void probe() {
        try {
            admin.describeTopics(TOPICS, new DescribeTopicsOptions().timeoutMs(PROBE_TIMEOUT_MS))
                    .allTopicNames()
                    .get(PROBE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
            now(Health.UP);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            now(Health.degraded(String.valueOf(cause.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void now(Health next) {
        if (next.up() != health.up()) {
            LOG.info("kafka is {}", next.up() ? "up" : "away: " + next.detail());
        }
        health = next;
    }
}
