package dev.cdp.bench.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdp.contract.Channel;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.EventId;
import dev.cdp.contract.EventType;
import dev.cdp.contract.Origin;
import dev.cdp.contract.PartitionKey;
import dev.cdp.contract.ProcessedEventCodec;
import dev.cdp.contract.RawJson;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.config.ConfigRecordCodec;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes what a delivery job reads: the load of the collector's bench, as the processing job would have left it. */
final class ProcessedEvents implements AutoCloseable {
    static final String SOURCE = "shop";
    private static final int VISITORS = 20_011;

    private final KafkaProducer<byte[], byte[]> producer;
    private final String prefix;

    ProcessedEvents(String bootstrapServers, String prefix) {
        this.prefix = prefix;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        "20",
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        Integer.toString(256 * 1024),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void configure(ConfigRecord record) {
        producer.send(new ProducerRecord<>(
                prefix + "cdp.config", record.key().getBytes(UTF_8), ConfigRecordCodec.write(record)));
        producer.flush();
    }

    /** @throws IllegalStateException when Kafka has not taken one of them */
    void write(String workspace, int count) {
        long now = System.currentTimeMillis();
        AtomicReference<Exception> refused = new AtomicReference<>();
        for (int i = 0; i < count; i++) {
            Envelope event = event(workspace, i, now);
            byte[] value = ProcessedEventCodec.write("", null, EnvelopeCodec.write(event));
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    prefix + "events.processed", event.partitionKey().getBytes(UTF_8), value);
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

    private static Envelope event(String workspace, int number, long now) {
        String anonymousId = "visitor-" + number % VISITORS;
        String messageId = "bench-" + number;
        String key = PartitionKey.of(workspace, EventType.TRACK, anonymousId, "", "", messageId);
        String time = Instant.ofEpochMilli(now).toString();
        String payload =
                ("{\"type\":\"track\",\"messageId\":\"%s\",\"anonymousId\":\"%s\",\"event\":\"Product Viewed\","
                                + "\"timestamp\":\"%s\",\"properties\":{\"productId\":\"sku-81277\","
                                + "\"name\":\"Trail Running Shoe\",\"category\":\"Shoes\",\"price\":89.9,\"currency\":\"EUR\","
                                + "\"quantity\":1,\"inStock\":true},\"context\":{\"library\":{\"name\":\"analytics-node\","
                                + "\"version\":\"3.1.0\"},\"page\":{\"path\":\"/shoes/trail\","
                                + "\"url\":\"https://shop.example/shoes/trail\"},\"locale\":\"en-GB\","
                                + "\"timezone\":\"Europe/Vienna\"}}")
                        .formatted(messageId, anonymousId, time);
        return new Envelope(
                EventId.of(workspace, SOURCE, key, messageId),
                workspace,
                SOURCE,
                messageId,
                EventType.TRACK,
                "Product Viewed",
                anonymousId,
                "",
                "",
                Channel.LIVE,
                now,
                now,
                now,
                now,
                "203.0.113.7",
                "analytics-node/3.1.0",
                new Origin("bench", 1, number),
                null,
                RawJson.of(payload));
    }

    @Override
    public void close() {
        producer.close();
    }
}
