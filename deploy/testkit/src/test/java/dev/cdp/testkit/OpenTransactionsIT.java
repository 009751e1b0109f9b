package dev.cdp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.local.kafka.OpenTransaction;
import dev.cdp.local.kafka.OpenTransactions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A transaction whose producer is gone holds up readers of committed records, until it is aborted by hand. */
class OpenTransactionsIT {
    private final String topic = "transactions-" + UUID.randomUUID();
    private final KafkaService kafka = TestServices.kafka();

    @Test
    void readersGoOnOnceAHangingTransactionIsAborted() throws Exception {
        kafka.createTopics(List.of(topic), 1);
        String hanging = topic + "-hanging";
        KafkaProducer<String, String> lost = producer(hanging);
        lost.beginTransaction();
        lost.send(new ProducerRecord<>(topic, "never committed")).get();
        try (KafkaProducer<String, String> other = producer(topic + "-other")) {
            other.beginTransaction();
            other.send(new ProducerRecord<>(topic, "committed")).get();
            other.commitTransaction();
        }
        try (OpenTransactions open = new OpenTransactions(kafka.bootstrapServers(), Clock.systemUTC());
                KafkaConsumer<String, String> reader = reader()) {
            assertThat(lastStable(reader)).as("readers stand before it").isZero();
            List<OpenTransaction> found = open.olderThan(Duration.ZERO).stream()
                    .filter(transaction -> transaction.id().startsWith(topic))
                    .toList();
            assertThat(found).extracting(OpenTransaction::id).containsExactly(hanging);
            assertThat(found.get(0).partitions()).containsExactly(new TopicPartition(topic, 0));
            assertThat(open.olderThan(Duration.ofDays(1))).isEmpty();

            open.abort(found);

            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> lastStable(reader) > 0);
        } finally {
            lost.close(Duration.ZERO);
        }
    }

    private long lastStable(KafkaConsumer<String, String> reader) {
        return reader.endOffsets(List.of(new TopicPartition(topic, 0))).get(new TopicPartition(topic, 0));
    }

    private KafkaConsumer<String, String> reader() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private KafkaProducer<String, String> producer(String id) {
        KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        id),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
        return producer;
    }
}
