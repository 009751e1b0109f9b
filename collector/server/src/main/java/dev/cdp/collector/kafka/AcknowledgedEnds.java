package dev.cdp.collector.kafka;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** The end of each partition as far as Kafka acknowledged our own records since the start. */
@Singleton
final class AcknowledgedEnds {
    /** Offsets behind the last acknowledged record, by topic and partition: found for each record, without a new key. */
    private final Map<String, Map<Integer, AtomicLong>> ends = new ConcurrentHashMap<>();

    void acknowledged(String topic, int partition, long offset) {
        if (offset >= 0) {
            AtomicLong end = end(topic, partition);
            if (end.get() <= offset) {
                end.accumulateAndGet(offset + 1, Math::max);
            }
        }
    }

    private AtomicLong end(String topic, int partition) {
        Map<Integer, AtomicLong> partitions = ends.get(topic);
        AtomicLong end = partitions == null ? null : partitions.get(partition);
        // Asked for before it is computed: that may lock, and nearly all are there.
        return end != null
                ? end
                : ends.computeIfAbsent(topic, added -> new ConcurrentHashMap<>())
                        .computeIfAbsent(partition, added -> new AtomicLong());
    }

    /** As they are now. To be taken before the brokers are asked: theirs can only be later ones then. */
    Map<TopicPartition, Long> snapshot() {
        Map<TopicPartition, Long> now = new HashMap<>();
        ends.forEach((topic, partitions) ->
                partitions.forEach((partition, end) -> now.put(new TopicPartition(topic, partition), end.get())));
        return now;
    }

    /** The partitions that end before a record that was acknowledged. */
    static Set<TopicPartition> truncated(Map<TopicPartition, Long> acknowledged, Map<TopicPartition, Long> actual) {
        return acknowledged.entrySet().stream()
                .filter(end -> actual.getOrDefault(end.getKey(), Long.MAX_VALUE) < end.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Begins anew with these ends. */
    void reset(Map<TopicPartition, Long> actual) {
        actual.forEach((partition, end) ->
                end(partition.topic(), partition.partition()).set(end));
    }
}
