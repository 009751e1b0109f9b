package dev.cdp.admin.kafka;

import dev.cdp.admin.config.KafkaSettings;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes replays and waits for Kafka's acknowledgement. Used by one thread at a time. */
@Singleton
public class RetryTopic {
    private static final int ANSWER_MS = 10_000;

    private final KafkaSettings settings;
    private Producer<String, byte[]> producer;

    RetryTopic(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * Writes them in order.
     *
     * @throws KafkaException when one was not acknowledged; others may be there. Written again they are dropped as
     *     duplicates of themselves, as each names its replay
     */
    public synchronized void write(List<Envelope> events) throws InterruptedException {
        if (producer == null) {
            producer = open();
        }
        List<Future<?>> sent = new ArrayList<>();
        try {
            for (Envelope event : events) {
                ProducerRecord<String, byte[]> record =
                        new ProducerRecord<>(Topics.RETRY, event.partitionKey(), EnvelopeCodec.write(event));
                RoutingHeaders.of(event).forEach(record.headers()::add);
                sent.add(producer.send(record));
            }
            for (Future<?> acknowledged : sent) {
                acknowledged.get();
            }
        } catch (ExecutionException e) {
            close();
            throw new KafkaException(e.getCause());
        } catch (KafkaException e) {
            close();
            throw e;
        }
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private Producer<String, byte[]> open() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrap(),
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "cdp-admin-replays",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        ANSWER_MS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        ANSWER_MS / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        ANSWER_MS),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
