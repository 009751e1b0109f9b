package dev.cdp.flink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.contract.KafkaAccess;
import dev.cdp.contract.Topics;
import dev.cdp.flink.config.ConfigSource;
import dev.cdp.flink.config.ConfigView;
import dev.cdp.testkit.SecuredKafka;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All of the jobs' clients, at a broker that asks for TLS and a password. */
class KafkaLoginIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SecuredKafka secured = TestServices.securedKafka();
    private final KafkaCluster kafka = new KafkaCluster(
            KafkaAccess.of(secured.bootstrapServers(), secured.clientConfig().toString()),
            UUID.randomUUID().toString().substring(0, 8) + '.');

    @BeforeEach
    void createTopics() throws Exception {
        try (Admin admin = Admin.create(kafka.access().with(Map.of()))) {
            admin.createTopics(List.of("in", "out", Topics.CONFIG).stream()
                            .map(topic -> new NewTopic(kafka.named(topic), 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    @Test
    void whatIsReadInATransactionalJobIsWritten() throws Exception {
        StartChecks.run(kafka, "group", new Configuration(), false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.enableCheckpointing(200);
        kafka.read(env, "group", "in", "in", "in")
                .sinkTo(kafka.sink("out", "copies", record -> new KafkaMessage(null, record.value(), List.of())))
                .uid("out");
        JobClient job = env.executeAsync();
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer();
                PartitionReader out = new PartitionReader.Factory(kafka.access()).open()) {
            producer.send(new ProducerRecord<>(kafka.named("in"), "event".getBytes(UTF_8)))
                    .get();
            out.seek(kafka.named("out"), 0, 0);
            List<KafkaRecord> written = new ArrayList<>();
            Awaitility.await("written").atMost(PATIENCE).until(() -> {
                written.addAll(out.poll());
                return !written.isEmpty();
            });
            assertThat(new String(written.get(0).value(), UTF_8)).isEqualTo("event");
        } finally {
            job.cancel().get();
        }
    }

    @Test
    void configurationIsRead() throws Exception {
        try (ConfigView config = ConfigSource.of(kafka).open()) {
            assertThat(config.current().size()).isZero();
        }
    }

    @Test
    void whoDoesNotLogInIsNotServed() {
        Map<String, Object> settings = KafkaAccess.plain(secured.bootstrapServers())
                .with(Map.of(
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3_000,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000));
        try (Admin nobody = Admin.create(settings)) {
            assertThatThrownBy(() -> nobody.listTopics().names().get()).hasCauseInstanceOf(TimeoutException.class);
        }
    }
}
