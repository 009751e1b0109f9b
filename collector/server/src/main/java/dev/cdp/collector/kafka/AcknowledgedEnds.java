package dev.cdp.collector.kafka;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** The end of each partition as far as Kafka acknowledged our own records since the start. */
@Singleton
final class AcknowledgedEnds {
    /** Offsets behind the last acknowledged record. */
    private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();

    void acknowledged(String topic, int partition, long offset) {
        if (offset >= 0) {
            ends.merge(new TopicPartition(topic, partition), offset + 1, Math::max);
        }
    }

    /** As they are now. To be taken before the brokers are asked: theirs can only be later ones then. */
    Map<TopicPartition, Long> snapshot() {
        return Map.copyOf(ends);
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
        ends.putAll(actual);
    }
}
