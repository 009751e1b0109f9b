package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.CollectorProcess;
import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Load;
import dev.cdp.collector.testing.Services;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.Topics;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Load while the collector is killed three times and Kafka is away for a fifth of the time. {@code
 * -Dcdp.load.seconds=300} makes it five minutes.
 */
class AcceptedUnderKillsIT {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptedUnderKillsIT.class);
    private static final int SECONDS = Integer.getInteger("cdp.load.seconds", 25);
    private static final int CLIENTS = 8;

    private final String id = UUID.randomUUID().toString();
    private final AtomicReference<CollectorProcess> collector = new AtomicReference<>();

    @Test
    void whateverWasAnswered200IsInKafkaInTheOrderOfEachClientWithoutAGap() {
        collector.set(CollectorProcess.start(
                        Map.of("JOURNAL_DIR", Services.newJournal().toString()))
                .ready());
        try (Load load = Load.start(id, CLIENTS, collector::get)) {
            pass(0.15);
            killCollector(load);
            pass(0.2);
            TestServices.kafka().kill();
            pass(0.1);
            killCollector(load);
            pass(0.1);
            TestServices.kafka().restart();
            pass(0.2);
            killCollector(load);
            pass(0.25);
            load.stop();
            List<Envelope> stored =
                    KafkaRecords.events(event -> event.messageId().startsWith(id));
            LOG.info("{} answered 200, {} records in Kafka", load.accepted(), stored.size());
            requireEach(load.acceptedByClient(), stored);
            requireNoGap(stored);
        } finally {
            TestServices.kafka().restart();
            collector.get().close();
            KafkaRecords.forget(Topics.INGEST);
        }
    }

    /** Returns when the next one has accepted something. */
    private void killCollector(Load load) {
        collector.get().kill();
        int before = load.accepted();
        collector.set(collector.get().again());
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> load.accepted() > before + 100);
    }

    /** Lets a part of the time pass. */
    private static void pass(double part) {
        CompletableFuture.runAsync(
                        () -> {},
                        CompletableFuture.delayedExecutor((long) (part * SECONDS * 1_000), TimeUnit.MILLISECONDS))
                .join();
    }

    private static void requireEach(List<List<String>> accepted, List<Envelope> stored) {
        Map<String, Set<String>> byClient = stored.stream()
                .collect(Collectors.groupingBy(
                        Envelope::anonymousId,
                        Collectors.mapping(Envelope::messageId, Collectors.toCollection(LinkedHashSet::new))));
        int client = 0;
        for (List<String> ids : accepted) {
            String prefix = ids.get(0).substring(0, ids.get(0).lastIndexOf('-'));
            // Repeats come after the first of each; what was sent last may be there without an answer.
            List<String> firsts = new ArrayList<>(byClient.get(prefix));
            assertThat(firsts.subList(0, ids.size())).as("client %d", client++).containsExactlyElementsOf(ids);
        }
    }

    /** A gap in the sequences of an epoch is a loss to the ledger. */
    private static void requireNoGap(Collection<Envelope> stored) {
        Map<Long, Set<Long>> byEpoch = new LinkedHashMap<>();
        stored.forEach(event -> byEpoch.computeIfAbsent(event.origin().epoch(), epoch -> new HashSet<>())
                .add(event.origin().sequence()));
        assertThat(byEpoch).hasSizeGreaterThanOrEqualTo(4);
        byEpoch.forEach((epoch, sequences) ->
                assertThat(Collections.max(sequences)).as("epoch %d", epoch).isEqualTo(sequences.size() - 1L));
    }
}
