package dev.cdp.collector.journal;

import static dev.cdp.collector.journal.Journals.firsts;
import static dev.cdp.collector.journal.Journals.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.testkit.KafkaService;
import dev.cdp.testkit.TestServices;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalKafkaIT {
    private static final int PARTITIONS = 3;
    private static final int KEYS = 7;
    private static final int FRESH_TOPICS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private final KafkaService kafka = TestServices.kafka();
    private final String topic = "journal-" + UUID.randomUUID();
    private final Counts counts = new Counts();

    @BeforeEach
    void createTopic() {
        kafka.createTopics(List.of(topic), PARTITIONS);
    }

    @Test
    void recordsArriveWithKeyHeadersAndValue() {
        try (Journal journal = open()) {
            journal.append(List.of(new JournalEntry.Plain(new JournalRecord(
                            topic,
                            bytes("k"),
                            List.of(new JournalRecord.Header("name", bytes("header"))),
                            bytes("v")))))
                    .toCompletableFuture()
                    .join();
        }
        assertThat(read()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("k");
            assertThat(record.value()).isEqualTo("v");
            assertThat(record.headers().lastHeader("name").value()).isEqualTo(bytes("header"));
        });
    }

    @Test
    void anOutageDelaysRecordsAndNeitherLosesNorReordersThem() {
        try (Journal journal = open()) {
            append(journal, keyed(0, 500));
            await().atMost(PATIENCE).until(() -> journal.status().depth() == 0);
            kafka.kill();
            append(journal, keyed(500, 5_000));
            kafka.restart();
            append(journal, keyed(5_000, 6_000));
            await().atMost(PATIENCE).until(() -> journal.status().depth() == 0);
            counts.requireBalance(journal.status());
        }
        requireEachKeyInOrder(6_000);
    }

    /**
     * A partition's first batch may be refused for a moment; a second one that was taken meanwhile, from a producer that the
     * broker did not know yet, would leave the first out of order for ever.
     */
    @Test
    void topicsThatAreAMomentOldTakeAllThatIsSentAtOnce() {
        Map<String, ?> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                // Many requests, each as soon as may be.
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.BATCH_SIZE_CONFIG,
                100);
        for (int i = 0; i < FRESH_TOPICS; i++) {
            String fresh = topic + "-" + i;
            kafka.createTopics(List.of(fresh), 20);
            AtomicInteger acknowledged = new AtomicInteger();
            Destination destination = KafkaDestination.factory(settings).open();
            try {
                for (int number = 0; number < 2_000; number++) {
                    destination.send(
                            new JournalRecord(fresh, bytes("key" + number), List.of(), bytes("value")),
                            new Destination.Receipt() {
                                @Override
                                public void acknowledged() {
                                    acknowledged.incrementAndGet();
                                }

                                @Override
                                public void failed(Exception failure) {}

                                @Override
                                public void refused(Exception refusal) {}
                            });
                }
                await(fresh).atMost(PATIENCE).until(() -> acknowledged.get() == 2_000);
            } finally {
                destination.close();
            }
        }
    }

    @Test
    void aStartWithoutKafkaForwardsWhenItComes() {
        kafka.stop();
        try (Journal journal = open()) {
            append(journal, keyed(0, 1_000));
            journal.close(Duration.ZERO);
        }
        try (Journal journal = open()) {
            append(journal, keyed(1_000, 2_000));
            kafka.restart();
            await().atMost(PATIENCE).until(() -> journal.status().depth() == 0);
        }
        requireEachKeyInOrder(2_000);
    }

    @Test
    void aPausedBrokerFillsNothingButTheJournal() {
        JournalConfig narrow = Journals.config(directory).withMemory(16L << 20, 10_000, 100, 10_000);
        try (Journal journal = open(narrow)) {
            append(journal, keyed(0, 100));
            await().atMost(PATIENCE).until(() -> journal.status().depth() == 0);
            kafka.pause();
            append(journal, keyed(100, 5_000));
            assertThat(journal.status().depth()).isGreaterThan(4_000);
            kafka.resume();
            await().atMost(PATIENCE).until(() -> journal.status().depth() == 0);
            assertThat(counts.replayed).hasPositiveValue();
        }
        requireEachKeyInOrder(5_000);
    }

    @Test
    void aRecordThatTheBrokerRefusesStandsInNoOnesWay() {
        try (Journal journal = open()) {
            append(journal, keyed(0, 100));
            // Above the broker's message.max.bytes and below the producer's own limit; it does not compress.
            byte[] large = new byte[3 << 20];
            new Random(1).nextBytes(large);
            journal.append(List.of(new JournalEntry.Plain(JournalRecord.of(topic, bytes("k"), large))))
                    .toCompletableFuture()
                    .join();
            append(journal, keyed(100, 200));
            await().atMost(PATIENCE).until(() -> journal.status().depth() == 0);
            counts.requireBalance(journal.status());
        }
        assertThat(counts.quarantined).hasValue(1);
        requireEachKeyInOrder(200);
    }

    /** A clock was set: sent again, a record has another time. It was put aside for good once, accepted and all. */
    @Test
    void whatIsRefusedForItsTimeIsSentUntilTheClocksAgree() throws Exception {
        configure(Map.of("message.timestamp.type", "CreateTime", "message.timestamp.before.max.ms", "0"));
        try (Journal journal = open()) {
            append(journal, keyed(0, 1_000));
            await().atMost(PATIENCE).until(() -> counts.failures.get() >= 2);
            assertThat(journal.status().depth()).isEqualTo(1_000);
            configure(Map.of("message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE)));
            await().atMost(PATIENCE).until(() -> journal.status().depth() == 0);
            counts.requireBalance(journal.status());
        }
        assertThat(counts.quarantined).hasValue(0);
        requireEachKeyInOrder(1_000);
    }

    @Test
    void whatAKilledCollectorHadNotForwardedArrivesBeforeWhatComesNext() throws Exception {
        Path child = directory.resolve("child");
        try (ChildProcess process = ChildProcess.start(
                List.of(),
                directory.resolve("log"),
                AppendingProcess.class,
                child,
                FsyncPolicy.INTERVAL,
                1_000_000,
                100)) {
            process.awaitLines(2_000);
            process.kill();
            long answered = process.lines().stream()
                    .filter(l -> l.matches("ok value-[0-9]+"))
                    .count();
            kafka.createTopics(List.of(Journals.TOPIC), 1);
            Journal.open(Journals.config(child), factory(), counts).close(PATIENCE);
            List<String> arrived =
                    read(Journals.TOPIC, 1).stream().map(ConsumerRecord::value).toList();
            assertThat(firsts(arrived))
                    .hasSizeGreaterThanOrEqualTo((int) answered)
                    .isEqualTo(values(0, arrived.size()));
        }
    }

    private Journal open() {
        return open(Journals.config(directory));
    }

    private Journal open(JournalConfig config) {
        return Journal.open(config, factory(), counts);
    }

    private Destination.Factory factory() {
        // Short waits, so that the producer is also given up and begun anew.
        return KafkaDestination.factory(Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "max.block.ms", 1_000L, "request.timeout.ms", 2_000));
    }

    private void configure(Map<String, String> settings) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            admin.incrementalAlterConfigs(Map.of(
                            resource,
                            settings.entrySet().stream()
                                    .map(setting -> new AlterConfigOp(
                                            new ConfigEntry(setting.getKey(), setting.getValue()),
                                            AlterConfigOp.OpType.SET))
                                    .toList()))
                    .all()
                    .get();
        }
    }

    private List<JournalRecord> keyed(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> JournalRecord.of(topic, bytes("key-" + i % KEYS), bytes(Integer.toString(i))))
                .toList();
    }

    private static void append(Journal journal, List<JournalRecord> records) {
        records.stream()
                .map(record -> journal.append(List.of(new JournalEntry.Plain(record))))
                .toList()
                .forEach(done -> done.toCompletableFuture().join());
    }

    private void requireEachKeyInOrder(int count) {
        List<ConsumerRecord<String, String>> records = read();
        for (int key = 0; key < KEYS; key++) {
            String name = "key-" + key;
            int first = key;
            List<String> arrived = records.stream()
                    .filter(r -> name.equals(r.key()))
                    .map(ConsumerRecord::value)
                    .toList();
            assertThat(firsts(arrived))
                    .isEqualTo(IntStream.iterate(first, i -> i < count, i -> i + KEYS)
                            .mapToObj(Integer::toString)
                            .toList());
        }
    }

    private List<ConsumerRecord<String, String>> read() {
        return read(topic, PARTITIONS);
    }

    private List<ConsumerRecord<String, String>> read(String from, int partitions) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(from, partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
