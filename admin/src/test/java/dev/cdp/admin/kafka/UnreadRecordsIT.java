package dev.cdp.admin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.admin.config.KafkaSettings;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records of known age, a group that has read some of them, and a transaction that is not ended. */
class UnreadRecordsIT {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LITTLE = Duration.ofMinutes(5);

    private final String bootstrap = TestServices.kafka().bootstrapServers();
    private final KafkaSettings settings = new KafkaSettings(bootstrap, "");
    private final UnreadRecords unread = new UnreadRecords(settings);
    private final String topic = "unread-" + UUID.randomUUID();
    private final String group = "cdp-" + topic;

    /** In which records keep the time that they are written with. */
    @BeforeEach
    void createTopic() throws Exception {
        NewTopic ofWritersTimes =
                new NewTopic(topic, 2, (short) 1).configs(Map.of("message.timestamp.type", "CreateTime"));
        try (Admin kafka = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            kafka.createTopics(List.of(ofWritersTimes)).all().get();
        }
    }

    @Test
    void theOldestRecordThatTheGroupHasNotReadCountsOfWhicheverPartition() throws Exception {
        try (Producer<byte[], byte[]> producer = producer(Map.of())) {
            write(producer, 0, HOUR.multipliedBy(3));
            write(producer, 0, HOUR);
            write(producer, 1, HOUR.multipliedBy(2));
        }
        commit(0, 0);
        assertThat(age()).isBetween(HOUR.multipliedBy(3), HOUR.multipliedBy(3).plus(LITTLE));
        commit(1, 0);
        assertThat(age()).isBetween(HOUR.multipliedBy(2), HOUR.multipliedBy(2).plus(LITTLE));
        commit(1, 1);
        assertThat(age()).isBetween(HOUR, HOUR.plus(LITTLE));
        commit(2, 1);
        assertThat(age()).isZero();
    }

    @Test
    void marksOfTransactionsAreNotWaitedFor() throws Exception {
        try (Producer<byte[], byte[]> producer = producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic))) {
            producer.initTransactions();
            producer.beginTransaction();
            write(producer, 0, HOUR);
            producer.commitTransaction();
        }
        commit(1, 0);
        assertThat(age()).isZero();
    }

    @Test
    void anOpenTransactionIsListedUntilItEnds() throws Exception {
        OpenTransactions transactions = new OpenTransactions(settings);
        try (Producer<byte[], byte[]> producer = producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic))) {
            producer.initTransactions();
            int before = transactions.ages().size();
            producer.beginTransaction();
            write(producer, 0, Duration.ZERO);
            assertThat(transactions.ages()).hasSize(before + 1).allMatch(age -> age.compareTo(LITTLE) < 0);
            producer.commitTransaction();
            assertThat(transactions.ages()).hasSize(before);
        }
    }

    @Test
    void aTopicKeepsItsRecordsForAsLongAsItSays() {
        assertThat(new Retention(settings).of(List.of(topic))).containsExactly(Map.entry(topic, Duration.ofDays(7)));
    }

    private Duration age() {
        return unread.all().stream()
                .filter(one -> one.group().equals(group) && one.topic().equals(topic))
                .findFirst()
                .orElseThrow()
                .age();
    }

    private Producer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> properties = new java.util.HashMap<>(more);
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void write(Producer<byte[], byte[]> producer, int partition, Duration age) throws Exception {
        long at = System.currentTimeMillis() - age.toMillis();
        producer.send(new ProducerRecord<>(topic, partition, at, null, new byte[] {1}))
                .get();
    }

    /** Where the group stands in the two partitions. */
    private void commit(long first, long second) throws Exception {
        try (Admin kafka = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            kafka.alterConsumerGroupOffsets(
                            group,
                            Map.of(
                                    new TopicPartition(topic, 0), new OffsetAndMetadata(first),
                                    new TopicPartition(topic, 1), new OffsetAndMetadata(second)))
                    .all()
                    .get();
        }
    }
}
