package dev.cdp.admin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.admin.config.KafkaSettings;
import dev.cdp.testkit.SecuredKafka;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The service's clients, at a broker that asks for TLS and a password. */
class KafkaLoginIT {
    private final SecuredKafka secured = TestServices.securedKafka();
    private final KafkaSettings settings =
            new KafkaSettings(secured.bootstrapServers(), secured.clientConfig().toString());
    private final String topic = "login-" + UUID.randomUUID();

    @Test
    void recordsAreWrittenFollowedAndCounted() throws Exception {
        String group = "cdp-" + topic;
        try (Admin admin = Admin.create(settings.access().with(Map.of()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            admin.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0)))
                    .all()
                    .get();
        }
        try (Tail tail = Tail.of(settings, topic, "", 0);
                AcknowledgedWrites writes = new AcknowledgedWrites(settings, "test")) {
            assertThat(tail.position())
                    .as("the end is found before there is more")
                    .isEqualTo("0:0");
            writes.write(List.of(new ProducerRecord<>(topic, "key", new byte[] {1})));
            Awaitility.await("followed")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> tail.poll(Duration.ofMillis(200)).count() == 1);
        }
        assertThat(new ConsumerLag(settings).all()).contains(new ConsumerLag.Behind(group, topic, 1));
    }
}
