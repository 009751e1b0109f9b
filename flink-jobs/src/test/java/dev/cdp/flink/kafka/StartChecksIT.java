package dev.cdp.flink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StartChecksIT {
    private final KafkaCluster kafka = new KafkaCluster(
            TestServices.kafka().bootstrapServers(),
            UUID.randomUUID().toString().substring(0, 8) + '.');

    @Test
    void groupThatHasNeverReadMayStart() {
        assertThatCode(() -> StartChecks.run(kafka, "group", new Configuration(), false))
                .doesNotThrowAnyException();
    }

    @Test
    void groupThatHasReadMayStartOnlyFromStateOrWithARewindAllowed() throws Exception {
        commitAnOffset();

        assertThatThrownBy(() -> StartChecks.run(kafka, "group", new Configuration(), false))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(kafka.named("group"))
                .hasMessageContaining(kafka.named("topic"))
                .hasMessageContaining("--allow-rewind");
        assertThatCode(() -> StartChecks.run(kafka, "group", new Configuration(), true))
                .doesNotThrowAnyException();
    }

    @Test
    void stateThatCanNotBeReadIsNamed() {
        Configuration restore = new Configuration();
        restore.set(StateRecoveryOptions.SAVEPOINT_PATH, "file:///savepoints/savepoint-1");
        assertThatThrownBy(() -> StartChecks.run(kafka, "group", restore, false))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("/savepoints/savepoint-1");
    }

    @Test
    void brokerThatAbortsTransactionsSoonerIsRefusedWithWhatToSet() {
        assertThatThrownBy(() -> StartChecks.requireTransactionTimeout(kafka, Duration.ofDays(8)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("transaction.max.timeout.ms=691200000");
    }

    @Test
    void kafkaThatDoesNotAnswerIsNamed() {
        KafkaCluster nobody = new KafkaCluster("127.0.0.1:1", "");
        assertThatThrownBy(() -> StartChecks.run(nobody, "group", new Configuration(), false))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void emptyPathIsNoRestore() {
        Configuration none = new Configuration();
        none.set(StateRecoveryOptions.SAVEPOINT_PATH, "");
        assertThat(StartChecks.isRestore(none)).isFalse();
    }

    private void commitAnOffset() throws Exception {
        TestServices.kafka().createTopics(List.of(kafka.named("topic")), 1);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
            admin.alterConsumerGroupOffsets(
                            kafka.named("group"),
                            Map.of(new TopicPartition(kafka.named("topic"), 0), new OffsetAndMetadata(0)))
                    .all()
                    .get();
        }
    }
}
