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

@Factory
final class KafkaFactory {

    @Singleton
    Destination.Factory destination(KafkaSettings settings, Producers producers) {
        return KafkaDestination.factory(settings.access().with(Map.of()), producers);
    }

    @Singleton
    @Bean(preDestroy = "close")
    Admin admin(KafkaSettings settings) {
        return Admin.create(settings.access()
                .with(Map.of(
                        AdminClientConfig.CLIENT_ID_CONFIG,
                        "cdp-collector-probe",
                        AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        500)));
    }
}
