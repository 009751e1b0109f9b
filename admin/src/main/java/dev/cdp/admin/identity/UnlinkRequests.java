package dev.cdp.admin.identity;

import dev.cdp.admin.AdminException;
import dev.cdp.admin.OneLine;
import dev.cdp.contract.KafkaAccess;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Topics;
import dev.cdp.contract.Unlink;
import dev.cdp.contract.UnlinkCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts an {@link Unlink} among the events of its anonymous id, where the processing job takes the link back. */
public final class UnlinkRequests {
    private static final int ANSWER_MS = 10_000;

    private final KafkaAccess kafka;

    public UnlinkRequests(KafkaAccess kafka) {
        this.kafka = kafka;
    }

    /**
     * Returns when Kafka has it.
     *
     * @throws AdminException when it is not known whether it has: the same request may be sent again
     */
    public void send(Unlink unlink) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.RETRY, unlink.partitionKey(), UnlinkCodec.write(unlink));
        record.headers().add(RoutingHeaders.CONTROL, Unlink.CONTROL.getBytes(StandardCharsets.UTF_8));
        try (Producer<String, byte[]> producer = open()) {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (KafkaException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
    }

    private AdminException failed(Throwable cause) {
        return new AdminException(
                "cannot write to %s at %s: %s".formatted(Topics.RETRY, kafka, OneLine.rootMessage(cause)), cause);
    }

    private Producer<String, byte[]> open() {
        return new KafkaProducer<>(
                kafka.with(Map.of(
                        ProducerConfig.ACKS_CONFIG,
                        "all",
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
