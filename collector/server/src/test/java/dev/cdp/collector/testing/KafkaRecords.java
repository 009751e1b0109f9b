package dev.cdp.collector.testing;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.Topics;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What stands in Kafka once the collectors that run have forwarded what they accepted. */
public final class KafkaRecords {
    private KafkaRecords() {}

    /** The accepted events that match, in the order of each partition. */
    public static List<Envelope> events(Predicate<Envelope> matching) {
        return records(Topics.INGEST).stream()
                .map(stored -> EnvelopeCodec.read(stored.value()))
                .filter(matching)
                .toList();
    }

    /** The one accepted event of this message id. */
    public static Envelope event(String messageId) {
        return only(events(event -> event.messageId().equals(messageId)));
    }

    /** The dead letters that match. */
    public static List<DeadLetter> deadLetters(Predicate<DeadLetter> matching) {
        return records(Topics.DEAD_LETTERS).stream()
                .map(stored -> DeadLetterCodec.read(stored.value()))
                .filter(matching)
                .toList();
    }

    /** All records that a topic holds now. */
    public static List<ConsumerRecord<String, byte[]>> records(String topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        forEach(topic, records::add);
        return records;
    }

    /** Gives each record that a topic holds now to the consumer, in the order of its partition. */
    public static void forEach(String topic, Consumer<ConsumerRecord<String, byte[]>> each) {
        Running.awaitForwarded();
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, TestServices.kafka().bootstrapServers());
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(each);
            }
        }
    }

    /** Deletes what a topic holds now, so that nobody after a test with many records has to read them. */
    public static void forget(String topic) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, TestServices.kafka().bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            int partitions = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .size();
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            for (int partition = 0; partition < partitions; partition++) {
                all.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(-1));
            }
            admin.deleteRecords(all).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static <T> T only(List<T> found) {
        if (found.size() != 1) {
            throw new AssertionError("expected one, found " + found);
        }
        return found.get(0);
    }
}
