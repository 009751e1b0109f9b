package dev.cdp.flink.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdp.contract.Topics;
import dev.cdp.flink.Events;
import dev.cdp.flink.kafka.KafkaHeader;
import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.KafkaService;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Real Kafka and ClickHouse with topics, consumer groups and a workspace of this test's own, and jobs run on them. */
final class JobFixture implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PARTITIONS = 2;

    final String prefix;
    final String workspace;

    private final KafkaService kafka = TestServices.kafka();
    private final MiniCluster flink;
    private final List<RunningJob> jobs = new ArrayList<>();
    private final KafkaProducer<byte[], byte[]> producer;

    JobFixture(MiniCluster flink) {
        this(flink, "t" + UUID.randomUUID().toString().substring(0, 8) + '.');
    }

    /** With topics of this prefix, which were not there before. */
    JobFixture(MiniCluster flink, String prefix) {
        this.flink = flink;
        this.prefix = prefix;
        this.workspace = "ws-" + prefix;
        kafka.createTopics(
                Stream.of(
                                Topics.INGEST,
                                Topics.RETRY,
                                Topics.PROCESSED,
                                Topics.DEAD_LETTERS,
                                Topics.OUTCOMES,
                                Topics.PROGRESS,
                                Topics.FUNCTION_LOG,
                                Topics.CONFIG)
                        .map(this::topic)
                        .toList(),
                PARTITIONS);
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Starts on first use; has the product's tables. */
    ClickHouseService clickHouse() {
        ClickHouseService clickHouse = TestServices.clickHouse();
        clickHouse.migrate();
        return clickHouse;
    }

    String topic(String name) {
        return prefix + name;
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** The arguments of any job, and these. Destinations may be where the tests' servers are. */
    String[] arguments(String... more) {
        Stream<String> always = Stream.of(
                "--kafka",
                kafka.bootstrapServers(),
                "--topic-prefix",
                prefix,
                "--destination-private-networks",
                "127.0.0.0/8");
        return Stream.concat(always, Stream.of(more)).toArray(String[]::new);
    }

    String[] withClickHouse() {
        return arguments("--clickhouse", clickHouse().url());
    }

    /** Runs a job's main until the fixture is closed. */
    RunningJob run(RunningJob.Main main, String... arguments) {
        RunningJob job = RunningJob.start(flink, main, arguments);
        jobs.add(job);
        return job;
    }

    /** As {@link #run}, from a savepoint. */
    RunningJob runFrom(String savepoint, RunningJob.Main main, String... arguments) {
        RunningJob job = RunningJob.start(flink, savepoint, main, arguments);
        jobs.add(job);
        return job;
    }

    /** As {@link #runFrom}, of a job that does not come up. */
    RunningJob submitFrom(String savepoint, RunningJob.Main main, String... arguments) {
        RunningJob job = RunningJob.submit(flink, savepoint, main, arguments);
        jobs.add(job);
        return job;
    }

    /** Deletes all that a topic holds, as its retention would. */
    void deleteRecords(String topic) throws Exception {
        Map<TopicPartition, RecordsToDelete> all = IntStream.range(0, PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic(topic), partition),
                        partition -> RecordsToDelete.beforeOffset(-1)));
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
            admin.deleteRecords(all).all().get();
        }
    }

    void send(String topic, Events... events) {
        for (Events event : events) {
            send(topic, event.partitionKey().getBytes(UTF_8), event.kafkaValue(), event.kafkaHeaders());
        }
    }

    /** As {@link #send}, many at a time. */
    void sendAll(String topic, Stream<Events> events) {
        events.forEach(event -> producer.send(new ProducerRecord<>(
                topic(topic),
                null,
                event.partitionKey().getBytes(UTF_8),
                event.kafkaValue(),
                List.copyOf(event.kafkaHeaders()))));
        producer.flush();
    }

    void send(String topic, byte[] key, byte[] value, List<KafkaHeader> headers) {
        producer.send(new ProducerRecord<>(topic(topic), null, key, value, List.copyOf(headers)));
        producer.flush();
    }

    /** Waits until so many committed records are there, and returns all that are; more show themselves too. */
    List<ConsumerRecord<byte[], byte[]>> receive(String topic, int atLeast) {
        return receive(topic, atLeast, "read_committed");
    }

    /** As {@link #receive}, of what no checkpoint covers yet, too. */
    List<ConsumerRecord<byte[], byte[]>> receiveUncommitted(String topic, int atLeast) {
        return receive(topic, atLeast, "read_uncommitted");
    }

    private List<ConsumerRecord<byte[], byte[]>> receive(String topic, int atLeast, String isolation) {
        List<ConsumerRecord<byte[], byte[]>> received = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = Stream.of(0, 1)
                    .map(partition -> new TopicPartition(topic(topic), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Awaitility.await(atLeast + " records in " + topic).atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(received::add);
                return received.size() >= atLeast;
            });
        }
        return received;
    }

    @Override
    public void close() {
        jobs.forEach(RunningJob::cancel);
        producer.close();
    }
}
