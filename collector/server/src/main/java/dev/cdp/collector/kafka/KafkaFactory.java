package dev.cdp.collector.kafka;

import dev.cdp.collector.config.KafkaSettings;
import dev.cdp.collector.journal.Destination;
import dev.cdp.collector.journal.KafkaDestination;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

@Factory
final class KafkaFactory {

    @Singleton
    Destination.Factory destination(KafkaSettings settings, Producers producers) {
        return KafkaDestination.factory(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap()), producers);
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
