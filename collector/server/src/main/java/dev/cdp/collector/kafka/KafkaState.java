package dev.cdp.collector.kafka;

import dev.cdp.collector.health.Dependency;
import dev.cdp.contract.Topics;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Kafka takes records. A failed send closes the gate, so that the requests after it are
 * refused at once instead of each waiting for its own time-out; a probe that succeeds opens it. A
 * failed probe alone closes nothing: a slow answer is no outage.
 */
@Singleton
class KafkaState implements Dependency {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaState.class);
    private static final List<String> TOPICS = List.of(Topics.INGEST, Topics.DEAD_LETTERS);
    private static final int PROBE_TIMEOUT_MS = 3_000;

    private final Admin admin;
    private final Producer<String, byte[]> producer;
    private volatile boolean accepting;
    private volatile Health health = Health.blocked("not reached yet");

    KafkaState(Admin admin, Producer<String, byte[]> producer) {
        this.admin = admin;
        this.producer = producer;
    }

    boolean isAccepting() {
        return accepting;
    }

    /** Takes note of a record that was not acknowledged. */
    void sendFailed(Exception failure) {
        if (failure instanceof RetriableException && !(failure instanceof BufferExhaustedException)) {
            accepting = false;
        }
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Health health() {
        return health;
    }

    @Scheduled(fixedDelay = "500ms")
    void probe() {
        try {
            admin.describeTopics(TOPICS, new DescribeTopicsOptions().timeoutMs(PROBE_TIMEOUT_MS))
                    .allTopicNames()
                    .get(PROBE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
            // Metadata that nobody asks for expires, and a send does not wait for it.
            TOPICS.forEach(producer::partitionsFor);
            now(Health.UP);
            accepting = true;
        } catch (ExecutionException | java.util.concurrent.TimeoutException | KafkaException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            now(Health.blocked(String.valueOf(cause.getMessage())));
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
