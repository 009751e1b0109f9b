package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.CollectorProcess;
import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Services;
import dev.cdp.contract.Envelope;
import dev.cdp.testkit.TestServices;
import java.net.http.HttpResponse;
import java.time.Duration;
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
    void sigtermExitsWithZeroAndTheNextStartForwardsWhatKafkaDidNotTake() {
        Map<String, String> journal =
                Map.of("JOURNAL_DIR", Services.newJournal().toString());
        try (CollectorProcess collector = CollectorProcess.start(journal).ready()) {
            assertThat(post(collector, 0).join().statusCode()).isEqualTo(200);
            TestServices.kafka().pause();
            try {
                for (int i = 1; i < 20; i++) {
                    assertThat(post(collector, i).join().statusCode()).isEqualTo(200);
                }
                collector.terminate();
                assertThat(collector.exitCode()).isZero();
                assertThat(collector.log()).contains("draining", "are left in the journal", "stopped");
            } finally {
                TestServices.kafka().resume();
            }
        }
        try (CollectorProcess next = CollectorProcess.start(journal).ready()) {
            assertThat(next.log()).contains("records to be forwarded");
            assertThat(KafkaRecords.events(event -> event.messageId().startsWith(id)))
                    .extracting(Envelope::messageId)
                    .containsAll(
                            IntStream.range(0, 20).mapToObj(i -> id + "-" + i).toList());
        }
    }

    @Test
    void aSecondCollectorOnTheSameJournalExitsAndSaysWhy() {
        Map<String, String> journal =
                Map.of("JOURNAL_DIR", Services.newJournal().toString());
        try (CollectorProcess first = CollectorProcess.start(journal).ready();
                CollectorProcess second = CollectorProcess.start(journal)) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.log().lines().filter(line -> line.contains("can't start")))
                    .singleElement()
                    .asString()
                    .contains("another collector", "give each collector a directory of its own")
                    .doesNotContain("stack_trace");
            assertThat(post(first, 0).join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aSettingThatMakesNoSenseEndsTheStartAndIsNamed() {
        try (CollectorProcess collector = CollectorProcess.start(Map.of("JOURNAL_FSYNC", "sometimes"))) {
            assertThat(collector.exitCode()).isEqualTo(1);
            assertThat(collector.log()).contains("fsync", "sometimes");
        }
    }

    @Test
    void aSchemaThatIsTooOldEndsTheStartAndSaysSo() {
        Services.prepared().execute("CREATE DATABASE \"old-" + id + "\"");
        String old = TestServices.postgres().jdbcUrl().replace("/cdp?", "/old-" + id + "?");
        try (CollectorProcess collector =
                CollectorProcess.start(Map.of("CDP_POSTGRES_JDBC_URL", old, "CDP_POSTGRES_TIMEOUT", "30s"))) {
            assertThat(collector.exitCode()).isEqualTo(1);
            assertThat(collector.log()).contains("schema is at version 0, this collector needs 2", "make migrate/up");
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
