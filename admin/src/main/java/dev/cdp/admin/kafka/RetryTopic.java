package dev.cdp.admin.kafka;

import dev.cdp.admin.config.KafkaSettings;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Writes replays and waits for Kafka's acknowledgement. Used by one thread at a time. */
@Singleton
public class RetryTopic {
    private final AcknowledgedWrites writes;

    RetryTopic(KafkaSettings settings) {
        this.writes = new AcknowledgedWrites(settings, "cdp-admin-replays");
    }

    /**
     * Writes them in order.
     *
     * @throws KafkaException when one was not acknowledged; others may be there. Written again they are dropped as
     *     duplicates of themselves, as each names its replay
     */
    public void write(List<Envelope> events) throws InterruptedException {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(events.size());
        for (Envelope event : events) {
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>(Topics.RETRY, event.partitionKey(), EnvelopeCodec.write(event));
            RoutingHeaders.of(event).forEach(record.headers()::add);
            records.add(record);
        }
        writes.write(records);
    }

    @PreDestroy
    void close() {
        writes.close();
    }
}
