package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Services;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.collector.testing.TestRedis;
import dev.cdp.contract.live.Invalidation.WorkspaceChanged;
import dev.cdp.testkit.TestServices;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.redisnode.RedisMaster;
import org.redisson.api.redisnode.RedisNodes;

class RateLimitIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static TestRedis redis;
    private static TestCollector collector;

    private final String id = UUID.randomUUID().toString();
    private final String workspace = "w-" + id;

    @BeforeAll
    static void start() {
        collector = TestCollector.start(Map.of("cdp.cache.min-ttl", "1h", "cdp.cache.max-ttl", "1h"));
        redis = new TestRedis();
    }

    @AfterAll
    static void stop() {
        collector.close();
        redis.close();
    }

    @BeforeEach
    void prepare() {
        redis.awaitHeardBy(collector);
        Awaitility.await()
                .atMost(SOON)
                .until(() -> collector.get("/ready").body().contains("\"redis\":{\"status\":\"up\""));
        Services.prepared().addWorkspace(workspace, "s-" + id);
        Services.prepared().addKey("s-" + id, id);
    }

    @Test
    void whoIsOverTheLimitIsToldWhenToTryAgain() {
        limits("events_per_second = 10, burst = 600");
        assertThat(batch(600).statusCode()).isEqualTo(200);

        HttpResponse<String> refused = page();
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 62L);
        assertThat(refused.body()).isEqualTo("{\"error\":\"the workspace sends more than its 10 events a second\"}");
        assertThat(collector.get("/metrics").body())
                .containsPattern("rate_events_total\\{outcome=\"limited\"} [1-9]")
                .containsPattern("rate_events_total\\{outcome=\"admitted\"} [1-9]")
                .containsPattern("rate_leases_total\\{outcome=\"granted\"} [1-9]");
        assertThat(redis.usage(workspace).windowEvents()).isEqualTo(600);
    }

    @Test
    void aBatchLargerThanTheBurstIsAdmittedAsADebt() {
        limits("events_per_second = 10, burst = 20");
        assertThat(batch(500).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = batch(500);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(20L, 50L);
        assertThat(KafkaRecords.events(event -> event.workspaceId().equals(workspace)))
                .hasSize(500);
    }

    @Test
    void aTierOfItsOwnHasItsLimits() {
        Services.prepared().execute("UPDATE workspaces SET tier = 'default' WHERE id = '" + workspace + "'");
        assertThat(batch(500).statusCode()).isEqualTo(200);
        assertThat(batch(300).statusCode()).isEqualTo(429);
    }

    @Test
    void eventsThatAreRejectedCountAndRequestsThatAreNotReadDoNot() {
        limits("events_per_second = 1, burst = 4");
        assertThat(collector.post("/v1/page", "{}", id).statusCode()).isEqualTo(400);
        assertThat(collector.post("/v1/page", "{", id).statusCode()).isEqualTo(400);
        String large = "{\"userId\":\"u\",\"name\":\"" + "x".repeat(110_000) + "\"}";
        assertThat(collector.post("/v1/page", large, id).statusCode()).isEqualTo(413);
        assertThat(collector
                        .post("/v1/page", "{\"userId\":\"u\"}", "unknown-" + id)
                        .statusCode())
                .isEqualTo(401);
        assertThat(redis.usage(workspace).dayEvents()).isBetween(2L, 3L);
    }

    @Test
    void aDaysQuotaIsHeldUntilMidnight() {
        limits("events_per_day = 30");
        assertThat(batch(30).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = page();
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, Duration.ofDays(1).toSeconds());
        assertThat(refused.body()).contains("quota of 30 events a day");
    }

    @Test
    void otherLimitsHoldAsSoonAsTheyArePublished() {
        limits("events_per_second = 1, burst = 20");
        assertThat(batch(20).statusCode()).isEqualTo(200);
        assertThat(batch(20).statusCode()).isEqualTo(429);
        limits("events_per_second = NULL, burst = NULL");
        redis.publish(new WorkspaceChanged(workspace));
        Awaitility.await().atMost(SOON).until(() -> batch(20).statusCode() == 200);

        limits("events_per_second = 1, burst = 20");
        redis.publish(new WorkspaceChanged(workspace));
        Awaitility.await().atMost(SOON).until(() -> batch(20).statusCode() == 429);
    }

    @Test
    void anUnlimitedWorkspacesEventsAreCountedForTheConsole() {
        for (int i = 0; i < 5; i++) {
            assertThat(batch(2_000).statusCode()).isEqualTo(200);
        }
        Awaitility.await().atMost(SOON).until(() -> redis.usage(workspace).dayEvents() == 10_000);
    }

    @Test
    void whatWasLeasedAndNotSentIsGivenBack() {
        limits("events_per_second = 1000, burst = 60000");
        for (int i = 0; i < 50; i++) {
            assertThat(page().statusCode()).isEqualTo(200);
        }
        Awaitility.await().atMost(SOON).until(() -> redis.usage(workspace).windowEvents() == 50);
        assertThat(redis.usage(workspace).dayEvents()).isEqualTo(50);
    }

    @Test
    void whileRedisStandsStillTheLimitsHoldLocallyAndNothingFails() {
        limits("events_per_second = 10, burst = 100");
        assertThat(page().statusCode()).isEqualTo(200);
        TestServices.redis().pause();
        try {
            int admitted = 0;
            for (int i = 0; i < 300; i++) {
                int status = page().statusCode();
                assertThat(status).isIn(200, 429);
                admitted += status == 200 ? 1 : 0;
            }
            assertThat(admitted).isBetween(90, 250);
            assertThat(collector.get("/metrics").body())
                    .containsPattern("rate_events_total\\{outcome=\"degraded\"} [1-9]");
        } finally {
            TestServices.redis().resume();
        }
        Awaitility.await()
                .atMost(SOON)
                .until(() -> collector.get("/ready").body().contains("\"redis\":{\"status\":\"up\""));
        // Told once it answers again.
        Awaitility.await().atMost(SOON).until(() -> redis.usage(workspace).dayEvents() > 90);
    }

    @Test
    void aFlushedRedisCostsOneBurstAndNothingFails() {
        limits("events_per_second = 10, burst = 100");
        assertThat(batch(100).statusCode()).isEqualTo(200);
        assertThat(batch(100).statusCode()).isEqualTo(429);
        redis.client().getKeys().flushall();
        Awaitility.await().atMost(SOON).until(() -> batch(100).statusCode() == 200);
        assertThat(batch(100).statusCode()).isEqualTo(429);
    }

    @Test
    void aRedisThatIsFullAndEvictsStopsNobody() {
        limits("events_per_second = 10, burst = 100");
        assertThat(page().statusCode()).isEqualTo(200);
        RedisMaster server = redis.client().getRedisNodes(RedisNodes.SINGLE).getInstance();
        server.setConfig("maxmemory", "1");
        try {
            for (int i = 0; i < 50; i++) {
                assertThat(page().statusCode()).isEqualTo(200);
            }
        } finally {
            server.setConfig("maxmemory", "256mb");
        }
    }

    private void limits(String set) {
        Services.prepared().execute("UPDATE workspaces SET " + set + " WHERE id = '" + workspace + "'");
    }

    private HttpResponse<String> page() {
        return collector.post("/v1/page", "{\"userId\":\"u\"}", id);
    }

    private HttpResponse<String> batch(int events) {
        String event = "{\"type\":\"page\",\"userId\":\"u\"}";
        String batch = String.join(",", Collections.nCopies(events, event));
        return collector.post("/v1/batch", "{\"batch\":[" + batch + "]}", id);
    }
}
