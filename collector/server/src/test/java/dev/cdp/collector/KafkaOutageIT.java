package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.contract.Envelope;
import dev.cdp.testkit.TestServices;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class KafkaOutageIT {
    private final String id = UUID.randomUUID().toString();

    @Test
    void whileKafkaIsAwayClientsAreToldToRetryAndNothingAcceptedIsLost() {
        List<String> accepted = new ArrayList<>();
        try (TestCollector collector = TestCollector.start(Map.of("cdp.kafka.delivery-timeout", "3s"))) {
            for (int i = 0; i < 20; i++) {
                send(collector, i, accepted);
            }
            assertThat(accepted).hasSize(20);
            TestServices.kafka().kill();
            HttpResponse<String> first = send(collector, 20, accepted);
            assertThat(first.statusCode()).isEqualTo(503);
            assertThat(first.headers().firstValue("Retry-After")).isPresent();
            assertThat(first.body()).isEqualTo("{\"error\":\"events can't be stored at the moment\"}");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> collector.get("/ready").statusCode() == 503);
            assertThat(collector.get("/ready").body()).contains("\"kafka\":{\"status\":\"down\"");
            assertThat(collector.get("/health").statusCode()).isEqualTo(200);
            // A rejected event's dead letter can't be stored either: the client must try again.
            assertThat(collector.post("/v1/track", "{\"userId\":\"u\"}").statusCode())
                    .isEqualTo(503);

            TestServices.kafka().restart();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> send(collector, 21, accepted).statusCode() == 200);
            for (int i = 22; i < 40; i++) {
                send(collector, i, accepted);
            }
        }
        assertThat(KafkaRecords.events(event -> event.messageId().startsWith(id)))
                .extracting(Envelope::messageId)
                .containsAll(accepted);
    }

    @Test
    void aCollectorStartsWithoutKafkaAndIsReadyOnceItIsThere() {
        TestServices.kafka().stop();
        try (TestCollector collector = TestCollector.startWithoutWaiting(Map.of())) {
            assertThat(collector.get("/health").statusCode()).isEqualTo(200);
            assertThat(collector.get("/ready").statusCode()).isEqualTo(503);
            assertThat(collector.post("/v1/page", "{\"userId\":\"u\"}").statusCode())
                    .isEqualTo(503);
            TestServices.kafka().restart();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> collector.get("/ready").statusCode() == 200);
            assertThat(collector.post("/v1/page", "{\"userId\":\"u\"}").statusCode())
                    .isEqualTo(200);
        } finally {
            TestServices.kafka().restart();
        }
    }

    private HttpResponse<String> send(TestCollector collector, int i, List<String> accepted) {
        String messageId = id + "-" + i;
        HttpResponse<String> answer =
                collector.post("/v1/page", "{\"userId\":\"u\",\"messageId\":\"" + messageId + "\"}");
        if (answer.statusCode() == 200) {
            accepted.add(messageId);
        }
        return answer;
    }
}
