package dev.cdp.admin.kafka;

import dev.cdp.admin.config.KafkaSettings;
import dev.cdp.admin.error.Problem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How old the oldest record is that a job has not read, by its time in Kafka: a job that does not catch up before its
 * topic's retention has passed loses what is deleted. One record of each partition is read.
 */
@Singleton
public class UnreadRecords {
    private static final Duration POLL = Duration.ofMillis(200);
    /** For one group; a partition that has not answered by then counts as read. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final KafkaSettings settings;

    UnreadRecords(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * What one group has not read of one topic.
     *
     * @param age of the oldest such record; zero without one
     */
    public record Oldest(String group, String topic, Duration age) {}

    /** @throws Problem when Kafka does not answer */
    public List<Oldest> all() {
        Map<String, Map<TopicPartition, Long>> committed = KafkaAdmin.ask(settings, ConsumerLag::committed);
        List<Oldest> all = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            committed.forEach((group, offsets) -> {
                Map<TopicPartition, Long> begun = firstUnread(consumer, offsets);
                long now = System.currentTimeMillis();
                Map<String, Duration> byTopic = new TreeMap<>();
                offsets.keySet().forEach(partition -> {
                    Long at = begun.get(partition);
                    Duration age = at == null ? Duration.ZERO : Duration.ofMillis(Math.max(0, now - at));
                    byTopic.merge(partition.topic(), age, (one, other) -> one.compareTo(other) > 0 ? one : other);
                });
                byTopic.forEach((topic, age) -> all.add(new Oldest(group, topic, age)));
            });
        } catch (KafkaException e) {
            throw Problem.unavailable("Kafka does not answer: try again", e);
        }
        return all;
    }

    /** Epoch milliseconds of the first record behind the offset, by partition; none where nothing is left to read. */
    private static Map<TopicPartition, Long> firstUnread(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> offsets) {
        consumer.assign(offsets.keySet());
        Map<TopicPartition, Long> ends = consumer.endOffsets(offsets.keySet());
        offsets.forEach(consumer::seek);
        Map<TopicPartition, Long> first = new HashMap<>();
        long last = System.nanoTime() + PATIENCE.toNanos();
        List<TopicPartition> waiting = List.copyOf(offsets.keySet());
        while (true) {
            waiting = waiting.stream()
                    .filter(partition ->
                            !first.containsKey(partition) && consumer.position(partition) < ends.get(partition))
                    .toList();
            if (waiting.isEmpty() || System.nanoTime() > last) {
                return first;
            }
            consumer.assign(waiting);
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (TopicPartition partition : records.partitions()) {
                first.put(partition, records.records(partition).get(0).timestamp());
            }
        }
    }

    /** Fetches no more than it must, which is a batch. Records of transactions that are open are nobody's yet. */
    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = settings.access()
                .with(Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        1,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis(),
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis()));
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
