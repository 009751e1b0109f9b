package dev.cdp.collector.kafka;

import dev.cdp.collector.journal.Journal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the brokers still have what they acknowledged. A partition that ends earlier lost its
 * tail (a power cut before the sync, an unclean election, a topic made anew): the journal sends what
 * it still holds again. What it can't see is a broker that lost its tail while no collector that wrote
 * it was running, or that others have filled up again before the look.
 */
@Singleton
final class TruncationWatch implements BeanCreatedEventListener<Journal> {
    private static final Logger LOG = LoggerFactory.getLogger(TruncationWatch.class);
    private static final int TIMEOUT_MS = 3_000;

    private final Admin admin;
    private final AcknowledgedEnds ends;
    private final Counter truncations;
    /** Given, not asked for: a look while the context closes would open it again. */
    private volatile Journal journal;

    TruncationWatch(Admin admin, AcknowledgedEnds ends, MeterRegistry metrics) {
        this.admin = admin;
        this.ends = ends;
        this.truncations = Counter.builder("cdp.collector.kafka.truncations")
                .description("Times that Kafka was seen to have lost acknowledged records")
                .register(metrics);
    }

    @Override
    public Journal onCreated(BeanCreatedEvent<Journal> event) {
        journal = event.getBean();
        return journal;
    }

    @Scheduled(fixedDelay = "2s", initialDelay = "200ms")
    void look() {
        Journal watched = journal;
        if (watched == null) {
            return;
        }
        try {
            Map<TopicPartition, Long> acknowledged = ends.snapshot();
            Map<TopicPartition, Long> actual = actualEnds(acknowledged.keySet());
            Set<TopicPartition> truncated = AcknowledgedEnds.truncated(acknowledged, actual);
            if (!truncated.isEmpty()) {
                LOG.error(
                        "Kafka lost acknowledged records of {}: what the journal still holds is sent again", truncated);
                truncations.increment();
                ends.reset(actual);
                watched.resendRetained();
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the ends of the partitions are not known at the moment", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<TopicPartition, Long> actualEnds(Set<TopicPartition> partitions)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, Long> actual = new HashMap<>();
        if (!latest.isEmpty()) {
            Map<TopicPartition, ListOffsetsResultInfo> answer = admin.listOffsets(
                            latest, new ListOffsetsOptions().timeoutMs(TIMEOUT_MS))
                    .all()
                    .get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            answer.forEach((partition, info) -> actual.put(partition, info.offset()));
        }
        return actual;
    }
}
