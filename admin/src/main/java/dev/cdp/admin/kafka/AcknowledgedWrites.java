package dev.cdp.admin.kafka;

import dev.cdp.admin.config.KafkaSettings;
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

/** Writes records to Kafka and waits for its acknowledgement. Connects when there is something to write. */
public final class AcknowledgedWrites implements AutoCloseable {
    private static final int ANSWER_MS = 10_000;

    private final KafkaSettings settings;
    private final String clientId;
    private Producer<String, byte[]> producer;

    public AcknowledgedWrites(KafkaSettings settings, String clientId) {
        this.settings = settings;
        this.clientId = clientId;
    }

    /**
     * Writes them in order.
     *
     * @throws KafkaException when one was not acknowledged; others may be there
     */
    public synchronized void write(List<ProducerRecord<String, byte[]>> records) throws InterruptedException {
        if (producer == null) {
            producer = open();
        }
        List<Future<?>> sent = new ArrayList<>();
        try {
            for (ProducerRecord<String, byte[]> record : records) {
                sent.add(producer.send(record));
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

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private Producer<String, byte[]> open() {
        return new KafkaProducer<>(
                settings.access()
                        .with(Map.of(
                                ProducerConfig.CLIENT_ID_CONFIG,
                                clientId,
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                true,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                ANSWER_MS,
                                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                ANSWER_MS / 2,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                ANSWER_MS)),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
