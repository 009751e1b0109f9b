package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Services;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EventId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantsIT {
    private final String id = UUID.randomUUID().toString();

    @Test
    void nobodySuppressesAnothersEventBySendingItsMessageIdAheadOfTime() {
        Services.prepared().addWorkspace("attacker-" + id, "attacker-" + id);
        Services.prepared().addKey("attacker-" + id, "attacker-" + id);
        Services.prepared().addWorkspace("victim-" + id, "victim-" + id);
        Services.prepared().addKey("victim-" + id, "victim-" + id);
        Services.prepared()
                .execute("INSERT INTO sources (id, workspace_id, name) VALUES ('app-%s', 'victim-%s', 'app')"
                        .formatted(id, id));
        Services.prepared().addKey("app-" + id, "app-" + id);
        String event = "{\"messageId\":\"%s\",\"anonymousId\":\"a\",\"userId\":\"u\"}".formatted(id);
        try (TestCollector collector = TestCollector.start()) {
            for (String key : List.of("attacker-", "app-", "victim-")) {
                assertThat(collector.post("/v1/page", event, key + id).statusCode())
                        .isEqualTo(200);
            }
            List<Envelope> events =
                    KafkaRecords.events(stored -> stored.messageId().equals(id));
            assertThat(events)
                    .extracting(Envelope::sourceId)
                    .containsExactlyInAnyOrder("attacker-" + id, "app-" + id, "victim-" + id);
            assertThat(events)
                    .as("deduplication goes by the event id, which nobody can make for another source")
                    .extracting(Envelope::eventId)
                    .doesNotHaveDuplicates();

            collector.post("/v1/page", event, "victim-" + id);
            assertThat(KafkaRecords.events(stored -> stored.sourceId().equals("victim-" + id)))
                    .extracting(Envelope::eventId)
                    .as("its own retry is the same event")
                    .hasSize(2)
                    .containsOnly(EventId.of("victim-" + id, "victim-" + id, "victim-" + id + ":a", id));
        }
    }
}
