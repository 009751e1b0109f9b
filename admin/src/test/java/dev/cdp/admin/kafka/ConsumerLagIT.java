package dev.cdp.admin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.admin.config.KafkaSettings;
import dev.cdp.testkit.TestServices;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A topic that is written in transactions, as the jobs write theirs: each leaves a mark that takes an offset. */
class ConsumerLagIT {
    private final String bootstrap = TestServices.kafka().bootstrapServers();
    private final String topic = "lag-" + UUID.randomUUID();
    private final String group = "cdp-" + topic;
    private final ConsumerLag lag = new ConsumerLag(new KafkaSettings(bootstrap, ""));

    @BeforeEach
    void createTopic() {
        TestServices.kafka().createTopics(List.of(topic), 1);
    }

    @Test
    void marksOfTransactionsAreNoRecords() throws Exception {
        write(3);
        write(2);
        commit(3);
        assertThat(records()).as("a mark, two records and a mark follow").isEqualTo(2);
        commit(6);
        assertThat(records()).as("a mark follows").isZero();
        commit(7);
        assertThat(records()).isZero();
    }

    private long records() {
        return lag.all().stream()
                .filter(behind -> behind.group().equals(group) && behind.topic().equals(topic))
                .findFirst()
                .orElseThrow()
                .records();
    }

    private void write(int count) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, new byte[] {(byte) i}));
            }
            producer.commitTransaction();
        }
    }

    private void commit(long offset) throws Exception {
        try (Admin kafka = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            kafka.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }
}
