package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.domain.KeyHash;
import dev.cdp.collector.testing.Services;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.collector.testing.TestRedis;
import dev.cdp.contract.EventType;
import dev.cdp.contract.live.Invalidation.SchemaChanged;
import dev.cdp.contract.live.Invalidation.SourceChanged;
import dev.cdp.contract.live.Invalidation.WorkspaceChanged;
import dev.cdp.contract.live.Invalidation.WriteKeyChanged;
import dev.cdp.contract.live.RedisNames;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two collectors whose memory would hold for an hour, were it not for the messages. */
class InvalidationIT {
    private static final Logger LOG = LoggerFactory.getLogger(InvalidationIT.class);
    private static final Duration SOON = Duration.ofSeconds(20);

    private static TestRedis redis;
    private static TestCollector one;
    private static TestCollector other;

    private final String id = UUID.randomUUID().toString();
    private final String workspace = "w-" + id;
    private final String source = "s-" + id;
    private final WriteKeyChanged keyChanged =
            new WriteKeyChanged(KeyHash.of(id).hex());

    @BeforeAll
    static void start() {
        Map<String, Object> hours = Map.of("cdp.cache.min-ttl", "1h", "cdp.cache.max-ttl", "1h");
        one = TestCollector.start(hours);
        other = TestCollector.start(hours);
        redis = new TestRedis();
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        redis.close();
    }

    @BeforeEach
    void prepare() {
        // A test before this one may have started Redis anew.
        redis.awaitHeardBy(one);
        redis.awaitHeardBy(other);
        Awaitility.await().atMost(SOON).until(() -> isUp(one) && isUp(other));
        Services.prepared().addWorkspace(workspace, source);
        Services.prepared().addKey(source, id);
    }

    @Test
    void aRevokedKeyStopsWorkingEverywhereAsSoonAsItIsPublished() {
        assertThat(statusOf(one, id)).isEqualTo(200);
        assertThat(statusOf(other, id)).isEqualTo(200);

        Services.prepared().revokeKeys(source);
        long revoked = System.nanoTime();
        redis.publish(keyChanged);
        awaitStatus(one, id, 401);
        LOG.info("revoked with pub/sub: first 401 after {} ms", millisSince(revoked));
        awaitStatus(other, id, 401);
        LOG.info("revoked with pub/sub: 401 of both collectors after {} ms", millisSince(revoked));
    }

    @Test
    void whileRedisIsDeadARevokedKeyStopsWorkingWithinItsTimeToLive() {
        try (TestCollector collector =
                TestCollector.start(Map.of("cdp.cache.min-ttl", "3s", "cdp.cache.max-ttl", "6s"))) {
            assertThat(statusOf(collector, id)).isEqualTo(200);
            TestServices.redis().kill();
            Services.prepared().revokeKeys(source);
            long revoked = System.nanoTime();
            awaitStatus(collector, id, 401);
            LOG.info("revoked without Redis, time to live 3 to 6 s: 401 after {} ms", millisSince(revoked));
        } finally {
            TestServices.redis().restart();
        }
    }

    @Test
    void whileRedisStandsStillARevokedKeyStopsWorkingWithinItsTimeToLiveToo() {
        try (TestCollector collector =
                TestCollector.start(Map.of("cdp.cache.min-ttl", "2s", "cdp.cache.max-ttl", "3s"))) {
            assertThat(statusOf(collector, id)).isEqualTo(200);
            TestServices.redis().pause();
            Services.prepared().revokeKeys(source);
            long revoked = System.nanoTime();
            awaitStatus(collector, id, 401);
            LOG.info("revoked while Redis stands still, time to live 2 to 3 s: 401 after {} ms", millisSince(revoked));
        } finally {
            TestServices.redis().resume();
        }
    }

    @Test
    void aStaleEntryInRedisDoesNotRaiseARevokedKey() {
        assertThat(statusOf(one, id)).isEqualTo(200);
        String name = RedisNames.writeKey(keyChanged.keySha256());
        var bucket = redis.client().<String>getBucket(name, StringCodec.INSTANCE);
        Awaitility.await().atMost(SOON).until(bucket::isExists);
        String valid = bucket.get();

        Services.prepared().revokeKeys(source);
        redis.publish(keyChanged);
        awaitStatus(one, id, 401);
        // As by a collector that had read PostgreSQL before the revocation, and was slow.
        bucket.set(valid, Duration.ofHours(1));
        assertThat(statusOf(one, id)).isEqualTo(401);
        assertThat(statusOf(other, id)).isEqualTo(401);
    }

    @Test
    void aKeyThatWasUnknownWorksAsSoonAsItWasMade() {
        String late = "late-" + id;
        assertThat(statusOf(one, late)).isEqualTo(401);
        assertThat(statusOf(other, late)).isEqualTo(401);
        Services.prepared().addKey(source, late);
        assertThat(statusOf(one, late)).isEqualTo(401);
        redis.publish(new WriteKeyChanged(KeyHash.of(late).hex()));
        awaitStatus(one, late, 200);
        awaitStatus(other, late, 200);
        assertThat(statusOf(one, id)).as("the key beside it is alive too").isEqualTo(200);
    }

    @Test
    void aSourceIsDisabledAndEnabledAgainAndItsNeighbourIsNot() {
        String neighbour = "n-" + id;
        Services.prepared().addWorkspace("w-" + neighbour, neighbour);
        Services.prepared().addKey(neighbour, neighbour);
        assertThat(statusOf(one, id)).isEqualTo(200);

        Services.prepared().execute("UPDATE sources SET enabled = false WHERE id = '" + source + "'");
        redis.publish(new SourceChanged(workspace, source));
        awaitStatus(one, id, 401);
        awaitStatus(other, id, 401);
        assertThat(statusOf(other, neighbour)).isEqualTo(200);

        Services.prepared().execute("UPDATE sources SET enabled = true WHERE id = '" + source + "'");
        redis.publish(new SourceChanged(workspace, source));
        awaitStatus(one, id, 200);
        awaitStatus(other, id, 200);
    }

    @Test
    void aDeletedWorkspaceIsGone() {
        assertThat(statusOf(one, id)).isEqualTo(200);
        Services.prepared().execute("DELETE FROM workspaces WHERE id = '" + workspace + "'");
        redis.publish(new WorkspaceChanged(workspace));
        awaitStatus(one, id, 401);
        awaitStatus(other, id, 401);
    }

    @Test
    void whatWasMissedWhileRedisWasAwayIsReadAgainOnceItIsBack() {
        assertThat(statusOf(one, id)).isEqualTo(200);
        TestServices.redis().kill();
        try {
            Services.prepared().revokeKeys(source);
            assertThat(statusOf(one, id)).as("nobody has told it").isEqualTo(200);
        } finally {
            TestServices.redis().restart();
        }
        forgetInRedis();
        awaitStatus(one, id, 401);
    }

    @Test
    void aMessageOfALaterVersionMakesAllBeReadAgain() {
        assertThat(statusOf(one, id)).isEqualTo(200);
        Services.prepared().revokeKeys(source);
        forgetInRedis();
        redis.client()
                .getTopic(RedisNames.INVALIDATIONS, StringCodec.INSTANCE)
                .publish("{\"v\":2,\"kind\":\"everything\"}");
        awaitStatus(one, id, 401);
    }

    @Test
    void whatOneCollectorHasReadTheOtherFindsInRedisWhilePostgresIsAway() {
        assertThat(statusOf(one, id)).isEqualTo(200);
        Awaitility.await()
                .atMost(SOON)
                .until(redis.client().getBucket(RedisNames.writeKey(keyChanged.keySha256()))::isExists);
        TestServices.postgres().kill();
        try {
            // A moment's silence of Redis sends it to PostgreSQL.
            awaitStatus(other, id, 200);
            assertThat(other.get("/metrics").body()).containsPattern("keys_total\\{level=\"redis\"} [1-9]");
        } finally {
            TestServices.postgres().restart();
        }
    }

    @Test
    void whatIsRememberedHoldsWhilePostgresIsAwayAlthoughMessagesMayHaveBeenMissed() {
        assertThat(statusOf(one, id)).isEqualTo(200);
        forgetInRedis();
        TestServices.postgres().kill();
        try {
            redis.client()
                    .getTopic(RedisNames.INVALIDATIONS, StringCodec.INSTANCE)
                    .publish("?");
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> one.get("/metrics").body().contains("invalidations_total{kind=\"unreadable\"}"));
            assertThat(statusOf(one, id)).isEqualTo(200);
        } finally {
            TestServices.postgres().restart();
        }
    }

    @Test
    void noWriteKeyStandsInRedis() {
        assertThat(statusOf(one, id)).isEqualTo(200);
        String name = RedisNames.writeKey(keyChanged.keySha256());
        Awaitility.await().atMost(SOON).until(redis.client().getBucket(name)::isExists);
        String value =
                redis.client().<String>getBucket(name, StringCodec.INSTANCE).get();
        assertThat(value).contains(source).doesNotContain("\"" + id);
        assertThat(redis.client().getKeys().getKeys()).noneMatch(key -> key.equals(id) || key.endsWith(":" + id));
        assertThat(redis.client().getBucket(name).remainTimeToLive()).isPositive();
    }

    @Test
    void whatAPersonChangesInASchemaReachesRunningCollectors() {
        String number = "{\"userId\":\"u\",\"event\":\"Paid\",\"properties\":{\"amount\":1}}";
        String text = "{\"userId\":\"u\",\"event\":\"Paid\",\"properties\":{\"amount\":\"1\"}}";
        for (TestCollector collector : new TestCollector[] {one, other}) {
            assertThat(collector.post("/v1/track", number, id).statusCode()).isEqualTo(200);
            assertThat(collector.post("/v1/track", text, id).statusCode()).isEqualTo(400);
        }

        schema("UPDATE schema_fields SET type = 'string', locked = true");
        for (TestCollector collector : new TestCollector[] {one, other}) {
            awaitStatus(() -> collector.post("/v1/track", text, id).statusCode(), 200);
            assertThat(collector.post("/v1/track", number, id).statusCode()).isEqualTo(400);
        }

        schema("DELETE FROM schema_fields");
        awaitStatus(() -> one.post("/v1/track", number, id).statusCode(), 200);
        awaitStatus(() -> other.post("/v1/track", text, id).statusCode(), 400);
    }

    private void schema(String change) {
        Services.prepared().execute(change + " WHERE workspace_id = '" + workspace + "'");
        redis.publish(new SchemaChanged(workspace, EventType.TRACK, "Paid"));
    }

    private void forgetInRedis() {
        redis.client().getBucket(RedisNames.writeKey(keyChanged.keySha256())).delete();
    }

    private static boolean isUp(TestCollector collector) {
        return collector.get("/ready").body().contains("\"redis\":{\"status\":\"up\"");
    }

    private static int statusOf(TestCollector collector, String key) {
        return collector.post("/v1/page", "{\"userId\":\"u\"}", key).statusCode();
    }

    private static void awaitStatus(TestCollector collector, String key, int status) {
        awaitStatus(() -> statusOf(collector, key), status);
    }

    private static void awaitStatus(Callable<Integer> request, int status) {
        Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(2))
                .until(request, answered -> answered == status);
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
