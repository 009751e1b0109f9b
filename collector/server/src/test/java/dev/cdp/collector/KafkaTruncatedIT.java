package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.Topics;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Fault catalogue, row 23: what Kafka acknowledged is gone from it. A topic made anew is the worst case. */
class KafkaTruncatedIT {
    private final String id = UUID.randomUUID().toString();

    @Test
    void acknowledgedEventsThatKafkaLostAreSentAgainFromTheJournal() throws Exception {
        try (TestCollector collector = TestCollector.start();
                Admin admin = Admin.create(Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        TestServices.kafka().bootstrapServers()))) {
            List<String> ids =
                    IntStream.range(0, 20).mapToObj(i -> id + "-" + i).toList();
            for (String messageId : ids) {
                collector.post("/v1/page", "{\"userId\":\"u\",\"messageId\":\"%s\"}".formatted(messageId));
            }
            assertThat(stored()).containsExactlyElementsOf(ids);

            admin.deleteTopics(List.of(Topics.INGEST)).all().get();
            Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                TestServices.kafka().createTopics(List.of(Topics.INGEST), 4);
                return true;
            });
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> collector.get("/metrics").body().contains("kafka_truncations_total 1.0"));
            Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> stored().containsAll(ids));
            assertThat(collector.get("/metrics").body()).contains("cdp_collector_journal_recovered_total 20.0");
        }
    }

    private List<String> stored() {
        return KafkaRecords.events(event -> event.messageId().startsWith(id)).stream()
                .map(Envelope::messageId)
                .toList();
    }
}
