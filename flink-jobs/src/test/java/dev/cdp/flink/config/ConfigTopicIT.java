package dev.cdp.flink.config;

import static dev.cdp.flink.config.ConfigRecords.function;
import static dev.cdp.flink.config.ConfigRecords.key;
import static dev.cdp.flink.config.ConfigRecords.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.flink.kafka.KafkaCluster;
import dev.cdp.testkit.KafkaService;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfigTopicIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaService kafka = TestServices.kafka();
    private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + '.';
    private final String topic = prefix + "cdp.config";
    private final ConfigSource source = ConfigSource.of(new KafkaCluster(kafka.bootstrapServers(), prefix));
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void open() {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void allThatStoodInTheTopicIsThereWhenItOpens() throws Exception {
        createTopic();
        for (int i = 0; i < 5_000; i++) {
            send(function("ws", "f-" + i % 1_000, i, "version " + i));
        }
        sendTombstone(function("ws", "f-0", 0, ""));
        producer.flush();

        try (ConfigView config = source.open()) {
            assertThat(config.current().size()).isEqualTo(999);
            assertThat(config.current().function("ws", "f-0")).isEmpty();
            assertThat(config.current().function("ws", "f-999").orElseThrow().code())
                    .isEqualTo("version 4999");
        }
    }

    @Test
    void whoOpensItLaterSeesAllThatStandsInTheTopicThen() throws Exception {
        createTopic();
        try (ConfigView first = source.open()) {
            for (int version = 1; version <= 20; version++) {
                send(function("ws", "f", version, "version " + version));
                producer.flush();
                try (ConfigView later = source.open()) {
                    assertThat(code(later)).isEqualTo("version " + version);
                }
            }
            assertThat(code(first)).isEqualTo("version 20");
        }
    }

    @Test
    void changesAreFollowedAndUnreadableOnesPassedOver() throws Exception {
        createTopic();
        send(function("ws", "f", 1, "one"));
        producer.flush();
        try (ConfigView config = source.open()) {
            producer.send(new ProducerRecord<>(topic, key(function("ws", "f", 2, "")), "half a rec".getBytes(UTF_8)));
            producer.flush();
            Awaitility.await("said").atMost(PATIENCE).until(() -> config.unreadable() == 1);
            assertThat(code(config)).isEqualTo("one");

            send(function("ws", "f", 3, "three"));
            producer.flush();
            Awaitility.await("taken").atMost(PATIENCE).until(() -> code(config).equals("three"));

            sendTombstone(function("ws", "f", 3, ""));
            producer.flush();
            Awaitility.await("removed")
                    .atMost(PATIENCE)
                    .until(() -> config.current().function("ws", "f").isEmpty());
        }
    }

    @Test
    void eventsWaitForATopicThatIsNotThereYet() throws Exception {
        CompletableFuture<ConfigView> opening = CompletableFuture.supplyAsync(this::openUnchecked);
        Awaitility.await("it looks for the topic").atMost(PATIENCE).until(() -> followers() == 1);
        assertThat(opening).isNotDone();

        createTopic();

        opening.get(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).close();
    }

    @Test
    void lastSnapshotStaysWhileKafkaIsAwayAndIsFollowedAgainAfterwards() throws Exception {
        createTopic();
        send(function("ws", "f", 1, "one"));
        producer.flush();
        try (ConfigView config = source.open()) {
            kafka.kill();
            assertThat(code(config)).isEqualTo("one");
            kafka.restart();

            send(function("ws", "f", 2, "two"));
            producer.flush();
            Awaitility.await("taken").atMost(PATIENCE).until(() -> code(config).equals("two"));
        }
    }

    @Test
    void subtasksShareOneConsumerWhichEndsWithTheLast() throws Exception {
        createTopic();
        for (int submission = 0; submission < 5; submission++) {
            ConfigView one = source.open();
            ConfigView other = source.open();
            assertThat(followers()).isEqualTo(1);
            one.close();
            one.close();
            assertThat(followers()).isEqualTo(1);
            other.close();
            assertThat(followers()).isZero();
        }
    }

    private ConfigView openUnchecked() {
        try {
            return source.open();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long followers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("config-follower-" + topic))
                .count();
    }

    private static String code(ConfigView config) {
        return config.current().function("ws", "f").orElseThrow().code();
    }

    private void createTopic() {
        kafka.createTopics(List.of(topic), 1);
    }

    private void send(ConfigRecord record) {
        producer.send(new ProducerRecord<>(topic, key(record), value(record)));
    }

    private void sendTombstone(ConfigRecord record) {
        producer.send(new ProducerRecord<>(topic, key(record), null));
    }
}
