package dev.cdp.admin.kafka;

import dev.cdp.admin.config.KafkaSettings;
import dev.cdp.admin.error.Problem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** How long topics keep their records. */
@Singleton
public class Retention {
    private final KafkaSettings settings;

    Retention(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * By topic; one that keeps its records for ever is left out.
     *
     * @throws Problem when Kafka does not answer
     */
    public Map<String, Duration> of(Collection<String> topics) {
        var resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<String, Duration> retention = new TreeMap<>();
        KafkaAdmin.ask(
                        settings,
                        kafka -> KafkaAdmin.await(
                                kafka.describeConfigs(resources).all()))
                .forEach((topic, config) -> {
                    long millis = Long.parseLong(
                            config.get(TopicConfig.RETENTION_MS_CONFIG).value());
                    if (millis >= 0) {
                        retention.put(topic.name(), Duration.ofMillis(millis));
                    }
                });
        return retention;
    }
}
