package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.CollectorProcess;
import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Services;
import dev.cdp.contract.Envelope;
import dev.cdp.testkit.TestServices;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The jar as operators run it. */
class ProcessIT {
    private final String id = UUID.randomUUID().toString();

    @Test
    void sigtermAnswersWhatIsInFlightAndExitsWithZero() {
        try (CollectorProcess collector = CollectorProcess.start(Map.of()).ready()) {
            assertThat(post(collector, -1).join().statusCode()).isEqualTo(200);
            TestServices.kafka().pause();
            List<CompletableFuture<HttpResponse<String>>> inFlight;
            try {
                inFlight =
                        IntStream.range(0, 20).mapToObj(i -> post(collector, i)).toList();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(8))
                        .until(() -> collector.metrics().contains("records_unacknowledged 20"));
                collector.terminate();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> collector.log().contains("draining"));
                assertThat(inFlight).noneMatch(CompletableFuture::isDone);
            } finally {
                TestServices.kafka().resume();
            }
            assertThat(inFlight)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            assertThat(collector.exitCode()).isZero();
        }
        assertThat(KafkaRecords.events(event -> event.messageId().startsWith(id)))
                .extracting(Envelope::messageId)
                .hasSize(21)
                .doesNotHaveDuplicates();
    }

    @Test
    void aSchemaThatIsTooOldEndsTheStartAndSaysSo() {
        Services.prepared().execute("CREATE DATABASE \"old-" + id + "\"");
        String old = TestServices.postgres().jdbcUrl().replace("/cdp?", "/old-" + id + "?");
        try (CollectorProcess collector = CollectorProcess.start(Map.of("CDP_POSTGRES_JDBC_URL", old))) {
            assertThat(collector.exitCode()).isEqualTo(1);
            assertThat(collector.log()).contains("schema is at version 0, this collector needs 1", "make migrate/up");
        }
    }

    @Test
    void eachRequestIsOneLineOfJsonWithoutTheWriteKey() {
        try (CollectorProcess collector = CollectorProcess.start(Map.of()).ready()) {
            String event =
                    "{\"messageId\":\"%s\",\"userId\":\"u\",\"writeKey\":\"%s\"}".formatted(id, Services.WRITE_KEY);
            assertThat(collector.post("/v1/track", event).join().statusCode()).isEqualTo(400);
            assertThat(collector.post("/v1/page", event).join().statusCode()).isEqualTo(200);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> collector
                                    .log()
                                    .lines()
                                    .filter(line -> line.contains(id))
                                    .count()
                            == 2);
            assertThat(collector.log().lines().filter(line -> line.contains(id)).toList())
                    .first()
                    .asString()
                    .contains(
                            "\"workspace_id\":\"acme\"",
                            "\"source_id\":\"site\"",
                            "\"event_type\":\"track\"",
                            "\"status_code\":400",
                            "\"duration_ms\":",
                            "\"payload\":");
            assertThat(collector.log()).doesNotContain(Services.WRITE_KEY);
            collector.terminate();
            assertThat(collector.exitCode()).isZero();
        }
    }

    private CompletableFuture<HttpResponse<String>> post(CollectorProcess collector, int i) {
        return collector.post("/v1/page", "{\"userId\":\"u\",\"messageId\":\"%s-%d\"}".formatted(id, i));
    }
}
