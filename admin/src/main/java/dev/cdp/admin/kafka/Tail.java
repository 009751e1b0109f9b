package dev.cdp.admin.kafka;

import dev.cdp.admin.config.KafkaSettings;
import dev.cdp.admin.error.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows a topic from its end, or from a position. It assigns itself the partitions: no consumer group is made, and
 * nothing is left behind. Used by one thread.
 */
public final class Tail implements AutoCloseable {
    /** Behind which a follower is too slow and begins at the end again. */
    private static final long MOST_BEHIND = 10_000;

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    private Tail(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
    }

    /**
     * Begins to follow.
     *
     * @param position as {@link #position()} gave it; empty: the end
     * @param back how many records before the end it begins with, when no position is given
     * @throws Problem when Kafka does not answer
     */
    public static Tail of(KafkaSettings settings, String topic, String position, int back) {
        Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                settings.access()
                        .with(Map.of(
                                ConsumerConfig.CLIENT_ID_CONFIG,
                                "cdp-admin-live",
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "latest",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                200,
                                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                                2 << 20,
                                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                                1 << 20,
                                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                10_000,
                                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                9_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            Tail tail = new Tail(consumer, partitions);
            if (position.isEmpty() && back > 0) {
                tail.goBack(back);
            } else {
                tail.seek(position);
            }
            return tail;
        } catch (KafkaException e) {
            consumer.close(Duration.ZERO);
            throw Problem.unavailable("Kafka does not answer: try again", e);
        }
    }

    /** What has come since, after waiting this long at most. */
    public ConsumerRecords<byte[], byte[]> poll(Duration wait) {
        return consumer.poll(wait);
    }

    /** Goes to the end when it is far behind; how many records it has left out. */
    public long skipWhenFarBehind() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long behind = partitions.stream()
                .mapToLong(partition -> ends.get(partition) - consumer.position(partition))
                .sum();
        if (behind <= MOST_BEHIND) {
            return 0;
        }
        consumer.seekToEnd(partitions);
        return behind;
    }

    /** Where the next records are: {@code partition:offset} of each, by commas. */
    public String position() {
        return partitions.stream()
                .map(partition -> partition.partition() + ":" + consumer.position(partition))
                .collect(Collectors.joining(","));
    }

    private void goBack(int records) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            consumer.seek(
                    partition, Math.max(begins.get(partition), ends.get(partition) - records / partitions.size()));
        }
    }

    /** Goes to a position, at most so far back that one can catch up; what is none is passed over. */
    private void seek(String position) {
        Map<Integer, Long> offsets = new HashMap<>();
        for (String part : position.split(",")) {
            if (part.matches("\\d{1,6}:\\d{1,18}")) {
                String[] pair = part.split(":");
                offsets.put(Integer.parseInt(pair[0]), Long.parseLong(pair[1]));
            }
        }
        if (offsets.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            Long wanted = offsets.get(partition.partition());
            long end = ends.get(partition);
            if (wanted != null && wanted <= end) {
                consumer.seek(partition, Math.max(wanted, end - MOST_BEHIND / partitions.size()));
            }
        }
    }

    @Override
    public void close() {
        consumer.close(Duration.ZERO);
    }
}
