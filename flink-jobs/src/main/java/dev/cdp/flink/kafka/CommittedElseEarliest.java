package dev.cdp.flink.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a job without state begins to read: at the group's committed offset, else at the earliest.
 *
 * <p>Flink's own {@code committedOffsets(EARLIEST)} also sets {@code auto.offset.reset=earliest} for
 * the whole life of the job: when retention has deleted what was not read yet, the consumer would
 * jump over the gap without a word. With the strategy NONE the job fails and says so.
 */
final class CommittedElseEarliest implements OffsetsInitializer {
    private static final long serialVersionUID = 1L;

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
        Map<TopicPartition, Long> committed = retriever.committedOffsets(partitions);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Long offset = committed.get(partition);
            offsets.put(partition, offset == null ? KafkaPartitionSplit.EARLIEST_OFFSET : offset);
        }
        return offsets;
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.NONE;
    }
}
