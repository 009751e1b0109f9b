package dev.cdp.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Topics;
import dev.cdp.contract.Unlink;
import dev.cdp.contract.UnlinkCodec;
import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.KafkaService;
import dev.cdp.testkit.TestServiceException;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnlinkIT {
    private final ClickHouseService clickHouse = TestServices.clickHouse();
    private final KafkaService kafka = TestServices.kafka();
    private final String anonymousId = "a-" + UUID.randomUUID();

    @BeforeEach
    void open() {
        clickHouse.migrate();
        try {
            kafka.createTopics(List.of(Topics.RETRY), 1);
        } catch (TestServiceException another) {
            assertThat(another).hasRootCauseInstanceOf(TopicExistsException.class);
        }
    }

    @Test
    void requestStandsAmongTheEventsOfTheAnonymousIdInTheOneWorkspaceThatKnowsIt() {
        own("ws1");
        CliRun run = unlink("--user u1");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("the links to u1", anonymousId, "ws1", "its users: u1, u2");

        List<ConsumerRecord<String, byte[]>> requests = requests("ws1:" + anonymousId);
        assertThat(requests).hasSize(1);
        Unlink unlink = UnlinkCodec.read(requests.get(0).value());
        assertThat(unlink.anonymousId()).isEqualTo(anonymousId);
        assertThat(unlink.userId()).isEqualTo("u1");
        assertThat(requests.get(0).headers().lastHeader(RoutingHeaders.CONTROL).value())
                .asString()
                .isEqualTo(Unlink.CONTROL);
    }

    @Test
    void workspaceIsAskedForWhenSeveralKnowTheAnonymousId() {
        own("ws1");
        own("ws2");
        assertThat(unlink("").err()).contains("ws1, ws2");
        assertThat(unlink("--workspace ws2").exitCode()).isZero();
        assertThat(requests("ws2:" + anonymousId)).hasSize(1);
        assertThat(requests("ws1:" + anonymousId)).isEmpty();
    }

    @Test
    void anonymousIdThatWasNeverLinkedIsSaidToBeSo() {
        CliRun run = unlink("");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("has never been linked");
    }

    private void own(String workspace) {
        clickHouse.query("INSERT INTO identity_owners (workspace_id, anonymous_id, revision, owned_from, owners,"
                + " changed_at) VALUES ('" + workspace + "', '" + anonymousId
                + "', 2, [0, 5], ['u1', 'u2'], now64(3))");
    }

    private CliRun unlink(String more) {
        return CliRun.of(
                Map.of("CDP_CLICKHOUSE_URL", clickHouse.url(), "CDP_KAFKA_BOOTSTRAP", kafka.bootstrapServers()),
                ("unlink --anonymous " + anonymousId + " " + more).strip());
    }

    private List<ConsumerRecord<String, byte[]>> requests(String key) {
        List<ConsumerRecord<String, byte[]>> requests = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.RETRY).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(record.key())) {
                        requests.add(record);
                    }
                }
            }
        }
        return requests;
    }
}
