package dev.cdp.collector.journal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * An idempotent producer that waits for all in-sync replicas and never gives a record up: what it
 * sends of a partition arrives in its order and without gaps, as long as one producer lives.
 */
public final class KafkaDestination implements Destination {
    private final Producer<byte[], byte[]> producer;
    private final Observer observer;

    private KafkaDestination(Producer<byte[], byte[]> producer, Observer observer) {
        this.producer = producer;
        this.observer = observer;
    }

    /** Sees the producers come and go, and what Kafka acknowledges. */
    public interface Observer {
        Observer NONE = new Observer() {};

        default void opened(Producer<?, ?> producer) {}

        default void closed(Producer<?, ?> producer) {}

        /** Kafka has this record. On the producer's own thread, for each record: must be quick. */
        default void acknowledged(RecordMetadata metadata) {}
    }

    /** {@link #factory(Map, Observer)}, unobserved. */
    public static Factory factory(Map<String, ?> settings) {
        return factory(settings, Observer.NONE);
    }

    /**
     * Opens producers.
     *
     * @param settings of the producer, bootstrap servers at least; those that the order and the
     *     safety rest on can't be changed by them
     */
    public static Factory factory(Map<String, ?> settings, Observer observer) {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.CLIENT_ID_CONFIG, "cdp-collector-journal");
        // Nobody waits for it, and fewer, larger batches cost both sides less.
        all.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 * 1024 * 1024);
        all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        // Metadata is kept over an outage: only a producer that is opened without Kafka meets this one.
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
        all.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(7).toMillis());
        all.putAll(settings);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // With more, a broker takes a second batch before the first, as any number will do from a producer that it does
        // not know in a partition yet. Refused for a moment, as by a new leader, the first is out of order for ever.
        // Requests grow instead: all batches that are due go together.
        all.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        all.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        // A batch that expires while its successor arrives would change the order.
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        return () -> {
            Producer<byte[], byte[]> producer =
                    new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
            observer.opened(producer);
            return new KafkaDestination(producer, observer);
        };
    }

    @Override
    public void send(JournalRecord record, Receipt receipt) {
        ProducerRecord<byte[], byte[]> out = new ProducerRecord<>(record.topic(), record.key(), record.value());
        for (JournalRecord.Header header : record.headers()) {
            out.headers().add(header.name(), header.value());
        }
        try {
            var unused = producer.send(out, (metadata, failure) -> settle(receipt, metadata, failure));
        } catch (KafkaException | IllegalStateException e) {
            settle(receipt, null, e);
        }
    }

    private void settle(Receipt receipt, RecordMetadata metadata, Exception failure) {
        if (failure == null) {
            observer.acknowledged(metadata);
            receipt.acknowledged();
        } else if (isTheRecords(failure)) {
            receipt.refused(failure);
        } else {
            // At once, on Kafka's own thread: it would go on with the records behind this one otherwise. Those that
            // are on their way already are refused by the broker, for the gap in their numbers.
            producer.close(Duration.ZERO);
            receipt.failed(failure);
        }
    }

    /**
     * Whether it would be refused whenever it is sent. Not so InvalidRecordException: by that a broker refuses a record
     * whose time is too far from its own clock, and sent again it has another time.
     */
    private static boolean isTheRecords(Exception failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof InvalidTopicException
                || failure instanceof SerializationException;
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        observer.closed(producer);
    }
}
