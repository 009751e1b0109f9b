package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.contract.Envelope;
import dev.cdp.testkit.TestServices;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class KafkaOutageIT {
    private final String id = UUID.randomUUID().toString();

    @Test
    void whileKafkaIsAwayEventsAreAcceptedAndReachItLaterInTheirOrder() {
        try (TestCollector collector = TestCollector.start()) {
            assertThat(send(collector, 0, "").statusCode()).isEqualTo(200);
            assertThat(KafkaRecords.event(id + "-0").userId()).isEqualTo("u");
            TestServices.kafka().kill();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> collector.get("/ready").body().contains("\"kafka\":{\"status\":\"down\""));
            assertThat(collector.get("/ready").statusCode()).isEqualTo(200);
            for (int i = 1; i < 20; i++) {
                assertThat(send(collector, i, "").statusCode()).isEqualTo(200);
            }
            assertThat(collector
                            .post("/v1/track", "{\"userId\":\"" + id + "\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(collector.get("/ready").body())
                    .contains("\"journal\":{\"status\":\"up\",\"detail\":\"20 records wait for Kafka");
            assertThat(collector.get("/metrics").body())
                    .contains("cdp_collector_journal_depth 20.0", "dependency_up{dependency=\"kafka\"} 0.0");

            TestServices.kafka().restart();
            for (int i = 20; i < 40; i++) {
                assertThat(send(collector, i, "").statusCode()).isEqualTo(200);
            }
            assertThat(KafkaRecords.events(event -> event.messageId().startsWith(id)))
                    .extracting(Envelope::messageId)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 40).mapToObj(i -> id + "-" + i).toList());
            assertThat(KafkaRecords.deadLetters(letter -> letter.payload().contains(id)))
                    .hasSize(1);
        }
    }

    @Test
    void aFullJournalIsA503UntilKafkaIsBack() {
        try (TestCollector collector =
                TestCollector.start(Map.of("cdp.journal.limit-mb", "2", "cdp.journal.segment-mb", "1"))) {
            TestServices.kafka().kill();
            String large = "x".repeat(90 * 1024);
            int accepted = 0;
            HttpResponse<String> answer = send(collector, accepted, large);
            while (answer.statusCode() == 200 && accepted < 100) {
                accepted++;
                answer = send(collector, accepted, large);
            }
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).isEqualTo("{\"error\":\"events can't be stored at the moment\"}");
            assertThat(collector.get("/ready").statusCode()).isEqualTo(503);
            assertThat(collector.get("/ready").body())
                    .contains("\"journal\":{\"status\":\"down\",\"detail\":\"the journal is full");
            assertThat(collector.get("/health").statusCode()).isEqualTo(200);

            TestServices.kafka().restart();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> collector.get("/ready").statusCode() == 200);
            assertThat(send(collector, accepted, "").statusCode()).isEqualTo(200);
            List<String> sent = IntStream.rangeClosed(0, accepted)
                    .mapToObj(i -> id + "-" + i)
                    .toList();
            assertThat(KafkaRecords.events(event -> event.messageId().startsWith(id)))
                    .extracting(Envelope::messageId)
                    .containsExactlyElementsOf(sent);
        }
    }

    @Test
    void aCollectorStartsAndAcceptsWithoutKafka() {
        TestServices.kafka().stop();
        try (TestCollector collector = TestCollector.start()) {
            assertThat(collector.get("/ready").body()).contains("\"kafka\":{\"status\":\"down\"");
            assertThat(send(collector, 0, "").statusCode()).isEqualTo(200);
            TestServices.kafka().restart();
            assertThat(KafkaRecords.event(id + "-0").userId()).isEqualTo("u");
        } finally {
            TestServices.kafka().restart();
        }
    }

    private HttpResponse<String> send(TestCollector collector, int i, String filler) {
        return collector.post(
                "/v1/page",
                "{\"userId\":\"u\",\"messageId\":\"%s-%d\",\"properties\":{\"filler\":\"%s\"}}"
                        .formatted(id, i, filler));
    }
}
