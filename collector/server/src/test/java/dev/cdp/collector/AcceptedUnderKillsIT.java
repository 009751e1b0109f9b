package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.CollectorProcess;
import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Load;
import dev.cdp.collector.testing.Services;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.Origin;
import dev.cdp.contract.Topics;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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
            Stored stored = Stored.of(id);
            LOG.info("{} answered 200, {} records in Kafka", load.accepted(), stored.records);
            requireEach(load, stored);
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

    private static void requireEach(Load load, Stored stored) {
        for (int client = 0; client < CLIENTS; client++) {
            // Repeats come after the first of each; what was sent last may be there without an answer.
            assertThat(stored.inOrder.get(client))
                    .as("client %d", client)
                    .isGreaterThanOrEqualTo(load.acceptedOf(client));
        }
    }

    /** A gap in the sequences of an epoch is a loss to the ledger. */
    private static void requireNoGap(Stored stored) {
        assertThat(stored.sequences).hasSizeGreaterThanOrEqualTo(4);
        stored.sequences.forEach((epoch, sequences) ->
                assertThat(sequences.cardinality()).as("epoch %d", epoch).isEqualTo(sequences.length()));
    }

    /** What Kafka holds of the load; not its records, of which there may be millions. */
    private static final class Stored {
        /** By client: the events 0, 1, 2, … up to here came, each for the first time behind the one before. */
        private final Map<Integer, Integer> inOrder = new HashMap<>();

        private final Map<Long, BitSet> sequences = new TreeMap<>();
        private long records;

        static Stored of(String id) {
            Stored stored = new Stored();
            KafkaRecords.forEach(Topics.INGEST, record -> {
                Envelope event = EnvelopeCodec.read(record.value());
                if (event.messageId().startsWith(id)) {
                    String[] number =
                            event.messageId().substring(id.length() + 1).split("-", 2);
                    stored.add(Integer.valueOf(number[0]), Integer.parseInt(number[1]), event.origin());
                }
            });
            return stored;
        }

        private void add(Integer client, int number, Origin origin) {
            records++;
            inOrder.merge(client, number == 0 ? 1 : 0, (next, first) -> number == next ? next + 1 : next);
            sequences.computeIfAbsent(origin.epoch(), epoch -> new BitSet()).set(Math.toIntExact(origin.sequence()));
        }
    }
}
