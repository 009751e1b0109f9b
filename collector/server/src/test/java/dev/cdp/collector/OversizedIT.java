package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Services;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.contract.DeadLetter;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Nothing is accepted that Kafka or the journal would then refuse. */
class OversizedIT {
    private final String id = UUID.randomUUID().toString();

    @Test
    void theLargestEventThatIsAcceptedReachesKafkaAndALargerOneIsRefused() {
        try (TestCollector collector = TestCollector.start()) {
            // Random, so that compression does not help.
            String largest = event(100 * 1024);
            assertThat(collector.post("/v1/identify", largest).statusCode()).isEqualTo(200);
            assertThat(collector.post("/v1/identify", event(100 * 1024 + 1)).statusCode())
                    .isEqualTo(413);
            assertThat(KafkaRecords.event(id).payload().utf8()).hasSize(100 * 1024);
            assertThat(collector.get("/metrics").body()).contains("cdp_collector_journal_quarantined_total 0.0");
        }
    }

    @Test
    void aBodyWhoseDeadLetterWouldBeTooLargeIsRefusedWithoutOne() {
        try (TestCollector collector = TestCollector.start()) {
            // Each of these is six bytes as a JSON text.
            String controls = "{\"x\":\"" + id + "\u0001".repeat(400 * 1024);
            assertThat(post(collector, controls).statusCode()).isEqualTo(413);
            String quotes = "{\"x\":\"" + id + "\"".repeat(400 * 1024);
            assertThat(post(collector, quotes).statusCode()).isEqualTo(400);
            assertThat(KafkaRecords.deadLetters(letter -> letter.payload().contains(id)))
                    .singleElement()
                    .extracting(DeadLetter::payload)
                    .isEqualTo(quotes);
            assertThat(collector.get("/metrics").body()).contains("cdp_collector_journal_quarantined_total 0.0");
        }
    }

    @Test
    void aBatchOfBadEventsHasAnAnswerOfBoundedLength() {
        String batch = "{\"batch\":[" + "1,".repeat(2_499) + "1]}";
        try (TestCollector collector = TestCollector.start()) {
            HttpResponse<String> answer = post(collector, batch);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).hasSizeLessThan(2_500 * 100);
            assertThat(post(collector, batch).body()).isEqualTo(answer.body());
        }
        assertThat(KafkaRecords.deadLetters(letter -> letter.payload().equals("1")))
                .hasSizeGreaterThanOrEqualTo(5_000);
    }

    private String event(int bytes) {
        StringBuilder event =
                new StringBuilder("{\"messageId\":\"%s\",\"userId\":\"u\",\"traits\":{\"x\":\"".formatted(id));
        while (event.length() < bytes - 4) {
            event.append(UUID.randomUUID());
        }
        event.setLength(bytes - 3);
        return event.append("\"}}").toString();
    }

    private static HttpResponse<String> post(TestCollector collector, String body) {
        return collector.send(collector
                .request("/v1/batch")
                .header("Authorization", TestCollector.basic(Services.WRITE_KEY))
                .POST(BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8))));
    }
}
