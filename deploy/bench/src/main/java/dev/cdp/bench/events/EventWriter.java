package dev.cdp.bench.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.ProcessedEventCodec;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Topics;
import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.config.ConfigRecordCodec;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to Kafka what a job reads, as the collector or the job before it would have left it. */
public final class EventWriter implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String prefix;

    /**
     * Opens a producer.
     *
     * @param prefix of the topics
     */
    public EventWriter(String bootstrapServers, String prefix) {
        this.prefix = prefix;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        // On a partition that is a moment old the first batch may be refused, while the broker takes
                        // the
                        // second, as it knows nothing of this producer yet: then it refuses the first for ever.
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        "1",
                        ProducerConfig.LINGER_MS_CONFIG,
                        "20",
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        Integer.toString(256 * 1024),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public void configure(ConfigRecord record) {
        producer.send(new ProducerRecord<>(
                prefix + Topics.CONFIG, record.key().getBytes(UTF_8), ConfigRecordCodec.write(record)));
        producer.flush();
    }

    /**
     * Writes what the collector accepted.
     *
     * @param event gives the event of a number
     * @throws IllegalStateException when Kafka has not taken one of them
     */
    public void writeAccepted(IntFunction<Envelope> event, int from, int to) {
        write(Topics.INGEST, event, envelope -> envelope, from, to);
    }

    /** Like {@link #writeAccepted}, as the processing job would have passed it on. */
    public void writeProcessed(IntFunction<Envelope> event, int from, int to) {
        write(Topics.PROCESSED, event, envelope -> ProcessedEventCodec.write("", null, envelope), from, to);
    }

    private void write(String topic, IntFunction<Envelope> events, UnaryOperator<byte[]> value, int from, int to) {
        AtomicReference<Exception> refused = new AtomicReference<>();
        for (int number = from; number < to; number++) {
            Envelope event = events.apply(number);
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    prefix + topic, event.partitionKey().getBytes(UTF_8), value.apply(EnvelopeCodec.write(event)));
            RoutingHeaders.of(event).forEach((name, header) -> record.headers().add(name, header));
            producer.send(record, (written, failure) -> {
                if (failure != null) {
                    refused.compareAndSet(null, failure);
                }
            });
        }
        producer.flush();
        if (refused.get() != null) {
            throw new IllegalStateException("Kafka has not taken all events of the load", refused.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
