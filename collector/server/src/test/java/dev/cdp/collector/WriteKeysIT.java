package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Services;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.testkit.TestServices;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WriteKeysIT {
    private static TestCollector collector;

    private final String id = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        collector = TestCollector.start(Map.of("cdp.cache.min-ttl", "300ms", "cdp.cache.max-ttl", "600ms"));
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    @Test
    void aHeaderGoesBeforeTheBodyAndTheBodyBeforeTheQuery() {
        assertThat(statusOf(page("").header("Authorization", "Bearer " + Services.WRITE_KEY)))
                .isEqualTo(200);
        assertThat(statusOf(page("").header("X-Write-Key", Services.WRITE_KEY))).isEqualTo(200);
        assertThat(statusOf(page(",\"writeKey\":\"" + Services.WRITE_KEY + "\"")))
                .isEqualTo(200);
        assertThat(statusOf(page("?writeKey=" + Services.WRITE_KEY, ""))).isEqualTo(200);

        assertThat(statusOf(page(",\"writeKey\":\"" + Services.WRITE_KEY + "\"").header("X-Write-Key", "wrong")))
                .isEqualTo(401);
        assertThat(statusOf(page("?writeKey=" + Services.WRITE_KEY, ",\"writeKey\":\"wrong\"")))
                .isEqualTo(401);
        assertThat(statusOf(page("?writeKey=" + Services.WRITE_KEY, ",\"writeKey\":\"acme:***\"")))
                .isEqualTo(200);
    }

    @Test
    void aRevokedKeyStopsWorkingWithinItsTimeToLive() {
        Services.prepared().addWorkspace("w-" + id, "s-" + id);
        Services.prepared().addKey("s-" + id, id);
        assertThat(collector.post("/v1/page", "{\"userId\":\"u\"}", id).statusCode())
                .isEqualTo(200);
        Services.prepared().revokeKeys("s-" + id);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        collector.post("/v1/page", "{\"userId\":\"u\"}", id).statusCode() == 401);
    }

    @Test
    void anUnknownKeyWorksSoonAfterItWasMade() {
        Services.prepared().addWorkspace("w-" + id, "s-" + id);
        assertThat(collector.post("/v1/page", "{\"userId\":\"u\"}", id).statusCode())
                .isEqualTo(401);
        Services.prepared().addKey("s-" + id, id);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        collector.post("/v1/page", "{\"userId\":\"u\"}", id).statusCode() == 200);
    }

    @Test
    void aDisabledSourcesKeyIsUnknown() {
        Services.prepared().addWorkspace("w-" + id, "s-" + id);
        Services.prepared().addKey("s-" + id, id);
        Services.prepared().execute("UPDATE sources SET enabled = false WHERE id = 's-" + id + "'");
        assertThat(collector.post("/v1/page", "{\"userId\":\"u\"}", id).statusCode())
                .isEqualTo(401);
    }

    @Test
    void whilePostgresIsAwayKnownKeysAndSchemasGoOnAndNewFieldsPassUnlearned() {
        assertThat(collector.post("/v1/track", track(1, "\"a\":1")).statusCode())
                .isEqualTo(200);
        TestServices.postgres().kill();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> collector.get("/ready").body().contains("\"postgres\":{\"status\":\"down\""));
            assertThat(collector.get("/ready").statusCode()).isEqualTo(200);
            // The entries have expired by now.
            assertThat(collector.post("/v1/track", track(2, "\"a\":1")).statusCode())
                    .isEqualTo(200);
            assertThat(collector.post("/v1/track", track(1, "\"a\":\"1\"")).body())
                    .contains("properties.a is a number");
            assertThat(collector.post("/v1/track", track(3, "\"b\":1")).statusCode())
                    .isEqualTo(200);
            assertThat(collector.get("/metrics").body()).containsPattern("fields_unlearned_total [1-9]");
            assertThat(collector
                            .post("/v1/page", "{\"userId\":\"u\"}", "never-seen")
                            .statusCode())
                    .isEqualTo(503);
        } finally {
            TestServices.postgres().restart();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> collector.get("/ready").body().contains("\"postgres\":{\"status\":\"up\""));
        assertThat(KafkaRecords.events(event -> event.messageId().startsWith(id)))
                .hasSize(3);
    }

    private String track(int number, String property) {
        return "{\"messageId\":\"%s-%d\",\"userId\":\"u\",\"event\":\"Known %s\",\"properties\":{%s}}"
                .formatted(id, number, id, property);
    }

    private HttpRequest.Builder page(String more) {
        return page("", more);
    }

    private HttpRequest.Builder page(String query, String more) {
        return collector.request("/v1/page" + query).POST(BodyPublishers.ofString("{\"userId\":\"u\"" + more + "}"));
    }

    private static int statusOf(HttpRequest.Builder request) {
        return collector.send(request).statusCode();
    }
}
