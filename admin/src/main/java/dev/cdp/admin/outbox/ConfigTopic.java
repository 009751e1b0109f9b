package dev.cdp.admin.outbox;

import dev.cdp.admin.config.KafkaSettings;
import dev.cdp.admin.kafka.AcknowledgedWrites;
import dev.cdp.admin.repo.OutboxRow;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Writes the outbox's records to Kafka and waits for its acknowledgement. Used by one thread at a time. */
@Singleton
class ConfigTopic {
    private final AcknowledgedWrites writes;

    ConfigTopic(KafkaSettings settings) {
        this.writes = new AcknowledgedWrites(settings, "cdp-admin");
    }

    /**
     * Writes them in order.
     *
     * @throws KafkaException when one was not acknowledged; those before it may be there
     */
    void write(List<OutboxRow> rows) throws InterruptedException {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(rows.size());
        for (OutboxRow row : rows) {
            byte[] value = row.value() == null ? null : row.value().getBytes(StandardCharsets.UTF_8);
            records.add(new ProducerRecord<>(row.topic(), row.key(), value));
        }
        writes.write(records);
    }

    @PreDestroy
    void close() {
        writes.close();
    }
}
