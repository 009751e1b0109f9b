package dev.cdp.flink.kafka;

import dev.cdp.contract.KafkaAccess;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads one partition from an offset, beside the job's source and without a consumer group. What retention has deleted
 * is not jumped over: reading fails with an {@code OffsetOutOfRangeException}.
 */
public final class PartitionReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    /** So that who reads can stop soon. */
    private static final int MOST = 100;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private TopicPartition partition;

    /** Makes readers of one Kafka. */
    public record Factory(KafkaAccess kafka) implements Serializable {
        public PartitionReader open() {
            return new PartitionReader(kafka);
        }
    }

    private PartitionReader(KafkaAccess kafka) {
        consumer = new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        MOST,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Goes to this offset, unless that is where it stands. */
    public void seek(String topic, int number, long offset) {
        TopicPartition wanted = new TopicPartition(topic, number);
        if (!wanted.equals(partition)) {
            consumer.assign(Set.of(wanted));
            partition = wanted;
            consumer.seek(wanted, offset);
        } else if (consumer.position(wanted) != offset) {
            consumer.seek(wanted, offset);
        }
    }

    /** The next records; none when none has come within some milliseconds. */
    public List<KafkaRecord> poll() {
        List<KafkaRecord> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            records.add(KafkaRecordReader.recordOf(record));
        }
        return records;
    }

    /** The offset of what is read next: all before it has been read, or is no record. */
    public long position() {
        return consumer.position(partition);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
