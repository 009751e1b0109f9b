package dev.cdp.admin.outbox;

import dev.cdp.admin.config.KafkaSettings;
import dev.cdp.admin.repo.OutboxRow;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
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

/** Writes records to Kafka and waits for its acknowledgement. Used by one thread at a time. */
@Singleton
class ConfigTopic {
    private static final int ANSWER_MS = 10_000;

    private final KafkaSettings settings;
    private Producer<String, byte[]> producer;

    ConfigTopic(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * Writes them in order.
     *
     * @throws KafkaException when one was not acknowledged; those before it may be there
     */
    synchronized void write(List<OutboxRow> rows) throws InterruptedException {
        if (producer == null) {
            producer = open();
        }
        List<Future<?>> sent = new ArrayList<>();
        try {
            for (OutboxRow row : rows) {
                byte[] value = row.value() == null ? null : row.value().getBytes(StandardCharsets.UTF_8);
                sent.add(producer.send(new ProducerRecord<>(row.topic(), row.key(), value)));
            }
            for (Future<?> acknowledged : sent) {
                acknowledged.get();
            }
        } catch (ExecutionException e) {
            // What follows a failed record must not be sent by this producer any more.
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
                        "cdp-admin",
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
