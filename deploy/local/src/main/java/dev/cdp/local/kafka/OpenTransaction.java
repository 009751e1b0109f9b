package dev.cdp.local.kafka;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that was begun and not ended. Readers of committed records stand still before its first record.
 *
 * @param id transactional id
 * @param age since it was begun
 * @param partitions written so far
 */
public record OpenTransaction(String id, Duration age, Set<TopicPartition> partitions) {
    @Override
    public String toString() {
        return "%s, open for %d s, in %s"
                .formatted(
                        id,
                        age.toSeconds(),
                        partitions.stream()
                                .map(TopicPartition::toString)
                                .sorted()
                                .collect(Collectors.joining(" ")));
    }
}
