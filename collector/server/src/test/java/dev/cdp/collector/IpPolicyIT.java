package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Services;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.contract.Envelope;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a source keeps of addresses is decided before the journal: nothing behind it ever sees more. */
class IpPolicyIT {
    private final String id = UUID.randomUUID().toString();

    @ParameterizedTest
    @CsvSource({
        "keep,     127.0.0.1, '{\"ip\":\"203.0.113.77\",\"os\":{}}'",
        "truncate, 127.0.0.0, '{\"ip\":\"203.0.113.0\",\"os\":{}}'",
        "drop,     '',        '{\"os\":{}}'",
    })
    void addressesAreKeptAsTheSourceSays(String policy, String ip, String context) {
        Services.prepared().addWorkspace("w-" + id, "s-" + id);
        Services.prepared().addKey("s-" + id, id);
        Services.prepared().execute("UPDATE sources SET ip_policy = '" + policy + "' WHERE id = 's-" + id + "'");
        try (TestCollector collector = TestCollector.start()) {
            collector.post(
                    "/v1/batch",
                    "{\"batch\":[{\"type\":\"page\",\"messageId\":\"" + id + "\",\"userId\":\"u\"}],"
                            + "\"context\":{\"ip\":\"203.0.113.77\",\"os\":{}}}",
                    id);
            Envelope event = KafkaRecords.event(id);
            assertThat(event.ip()).isEqualTo(ip);
            assertThat(event.payload().text()).contains("\"context\":" + context);
        }
    }
}
