package dev.cdp.collector.kafka;

import dev.cdp.collector.config.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

@Factory
final class KafkaFactory {
    private static final int LINGER_MS = 1;
    private static final int BATCH_BYTES = 128 * 1024;
    /** Before compression, and a dead letter's escapes compress well; the broker's own limit holds too. */
    private static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;

    /** Closing it sends what is in flight. */
    @Singleton
    @Bean(preDestroy = "close")
    Producer<String, byte[]> producer(KafkaSettings settings, MeterRegistry metrics) {
        int deliveryTimeoutMs = (int) settings.deliveryTimeout().toMillis();
        Producer<String, byte[]> producer = new KafkaProducer<>(
                Map.ofEntries(
                        Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap()),
                        Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "cdp-collector"),
                        Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                        Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                        // Event loops call send: it fails rather than wait for metadata or memory.
                        Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0),
                        Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, settings.bufferMb() * 1024L * 1024L),
                        Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryTimeoutMs),
                        Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, deliveryTimeoutMs - LINGER_MS),
                        Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
                        Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                        Map.entry(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS),
                        Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
                        Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES)),
                new StringSerializer(),
                new ByteArraySerializer());
        new KafkaClientMetrics(producer).bindTo(metrics);
        return producer;
    }

    @Singleton
    @Bean(preDestroy = "close")
    Admin admin(KafkaSettings settings) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrap(),
                AdminClientConfig.CLIENT_ID_CONFIG,
                "cdp-collector-probe",
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500));
    }
}
