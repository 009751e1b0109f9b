package dev.cdp.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.Topics;
import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead letters as the archive job writes them, and what is sent to the jobs of them. */
class ReplayIT {
    private static final int LETTERS = 250;

    private final ClickHouseService clickHouse = TestServices.clickHouse();
    private AdminFixture admin;
    private Api owner;
    private String workspace;
    private String path;

    @BeforeAll
    static void createTopics() {
        TestServices.kafka().createTopics(List.of(Topics.RETRY, Topics.CONFIG), 1);
    }

    @BeforeEach
    void start() throws SQLException {
        clickHouse.migrate();
        admin = AdminFixture.start();
        owner = admin.setUp();
        workspace = "w" + UUID.randomUUID().toString().replace("-", "");
        path = "/api/v1/workspaces/" + workspace;
        AdminFixture.workspace(owner, workspace);
    }

    @AfterEach
    void stop() throws SQLException {
        admin.close();
    }

    @Test
    void failedDeliveriesAreSentAgainToTheDestinationThatFailed() {
        write(LETTERS);
        Answer made = owner.post(path + "/replays", Map.of("filter", filter("d-1")));
        assertThat(made.expect(201).json().get("total").asInt()).isEqualTo(LETTERS);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Answer replay = owner.get(path + "/replays/" + made.text("id"));
            assertThat(replay.text("state")).isEqualTo("done");
            assertThat(replay.json().get("sent").asInt()).isEqualTo(LETTERS);
            assertThat(replay.json().get("refused").asInt()).isZero();
        });
        List<Envelope> sent = sent();
        assertThat(sent).hasSize(LETTERS).allSatisfy(event -> {
            assertThat(event.replay().destinationId()).isEqualTo("d-1");
            assertThat(event.anonymousId()).isEqualTo("anna");
        });
    }

    @Test
    void sameDeadLetterReplayedTwiceIsTheSameReplayToTheJobs() {
        write(1);
        String id = owner.get(path + "/dead-letters").text("items/0/id");
        for (int i = 0; i < 2; i++) {
            owner.post(path + "/replays", Map.of("ids", List.of(id))).expect(201);
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().stream().map(event -> event.replay().id()).distinct()).hasSize(1);
    }

    @Test
    void nothingIsReplayedWhereNothingMatches() {
        write(1);
        owner.post(path + "/replays", Map.of("filter", filter("d-2"))).expect(409);
        owner.post(path + "/replays", Map.of()).expect(400);
        owner.post(path + "/replays", Map.of("ids", List.of("none"))).expect(400);
    }

    @Test
    void filterWithoutTimesTakesAllUntilNow() {
        write(2);
        Map<String, String> from =
                Map.of("from", Instant.now().minusSeconds(3_600).toString());
        for (Map<String, String> open : List.of(from, Map.<String, String>of())) {
            Answer made = owner.post(path + "/replays", Map.of("filter", open));
            assertThat(made.expect(201).json().get("total").asInt()).isEqualTo(2);
        }
        Map<String, String> future =
                Map.of("from", Instant.now().plusSeconds(3_600).toString());
        owner.post(path + "/replays", Map.of("filter", future)).expect(400);
    }

    private static Map<String, String> filter(String destination) {
        return Map.of(
                "from", Instant.now().minus(Duration.ofHours(1)).toString(),
                "to", Instant.now().plus(Duration.ofHours(1)).toString(),
                "destination_id", destination);
    }

    private void write(int count) {
        clickHouse.query(
                "INSERT INTO events_raw (event_id, workspace_id, source_id, message_id, type, event, anonymous_id,"
                        + " channel, received_at, timestamp, payload) SELECT toUUID(concat('00000000-0000-4000-8000-',"
                        + " leftPad(toString(number), 12, '0'))), '" + workspace
                        + "', 'shop', toString(number), 'track', 'Paid',"
                        + " 'anna', 'live', now64(3) - 60 AS at, at, '{\"event\":\"Paid\"}' FROM numbers(" + count
                        + ")");
        clickHouse.query("INSERT INTO dead_letters (event_id, workspace_id, source_id, message_id, type, stage, reason,"
                + " error, destination_id, received_at, rejected_at, payload) SELECT"
                + " toUUID(concat('00000000-0000-4000-8000-', leftPad(toString(number), 12, '0'))), '" + workspace
                + "', 'shop', toString(number), 'track', 'function', 'function_failed', 'no', 'd-1',"
                + " now64(3) - 60 AS at, at, '{\"event\":\"Paid\"}' FROM numbers(" + count + ")");
    }

    /** Those of this test's workspace. */
    private List<Envelope> sent() {
        List<Envelope> sent = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, TestServices.kafka().bootstrapServers());
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topics.RETRY, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(found -> {
                    Envelope event = EnvelopeCodec.read(found.value());
                    if (event.workspaceId().equals(workspace)) {
                        sent.add(event);
                    }
                });
            }
        }
        return sent;
    }
}
