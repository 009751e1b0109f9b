package dev.cdp.admin.kafka;

import dev.cdp.contract.KafkaAccess;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Which records follow an offset. Kafka's marks of transactions take offsets too, so that the distance to the end says
 * more than there is to read: only reading tells.
 */
final class CommittedRecords {
    private static final Duration POLL = Duration.ofMillis(200);

    private CommittedRecords() {}

    /**
     * Reads to the ends.
     *
     * @param from where to begin, by partition
     * @param patience after which what has not been read is left out
     * @return offsets of the committed records, by partition; a partition that was not read to its end is missing
     */
    static Map<TopicPartition, NavigableSet<Long>> since(
            KafkaAccess kafka, Map<TopicPartition, Long> from, Duration patience) {
        if (from.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> settings = kafka.with(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) patience.toMillis()));
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            return read(consumer, patience);
        }
    }

    private static Map<TopicPartition, NavigableSet<Long>> read(Consumer<byte[], byte[]> consumer, Duration patience) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        Map<TopicPartition, NavigableSet<Long>> found = new HashMap<>();
        ends.keySet().forEach(partition -> found.put(partition, new TreeSet<>()));
        long last = System.nanoTime() + patience.toNanos();
        Set<TopicPartition> unread = unread(consumer, ends);
        while (!unread.isEmpty() && System.nanoTime() < last) {
            consumer.poll(POLL).forEach(record -> found.get(new TopicPartition(record.topic(), record.partition()))
                    .add(record.offset()));
            unread = unread(consumer, ends);
        }
        found.keySet().removeAll(unread);
        return found;
    }

    private static Set<TopicPartition> unread(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .filter(end -> consumer.position(end.getKey()) < end.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
