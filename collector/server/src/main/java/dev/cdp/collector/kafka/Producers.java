package dev.cdp.collector.kafka;

import dev.cdp.collector.journal.KafkaDestination;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Shows the metrics of whichever producer there is, and remembers how far Kafka acknowledged. */
@Singleton
final class Producers implements KafkaDestination.Observer {
    private final MeterRegistry registry;
    private final AcknowledgedEnds ends;
    private final Map<Producer<?, ?>, KafkaClientMetrics> open = new ConcurrentHashMap<>();

    Producers(MeterRegistry registry, AcknowledgedEnds ends) {
        this.registry = registry;
        this.ends = ends;
    }

    @Override
    public void opened(Producer<?, ?> producer) {
        KafkaClientMetrics metrics = new KafkaClientMetrics(producer);
        open.put(producer, metrics);
        metrics.bindTo(registry);
    }

    @Override
    public void closed(Producer<?, ?> producer) {
        KafkaClientMetrics metrics = open.remove(producer);
        if (metrics != null) {
            metrics.close();
        }
    }

    @Override
    public void acknowledged(RecordMetadata metadata) {
        ends.acknowledged(metadata.topic(), metadata.partition(), metadata.offset());
    }
}
