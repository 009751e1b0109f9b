package dev.cdp.collector.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.config.RedisSettings;
import dev.cdp.collector.domain.RateLimits;
import dev.cdp.collector.ratelimit.Grant;
import dev.cdp.collector.ratelimit.Question;
import dev.cdp.collector.testing.TestRedis;
import dev.cdp.contract.live.RateUsage;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RMap;

class RedisWindowIT {
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final long HOURS_25_MS = Duration.ofHours(25).toMillis();
    private static final RateLimits DEFAULT = RateLimits.ofTier("default");

    /** A burst that no test outlives. */
    private static final RateLimits SLOW = new RateLimits(10, RateLimits.UNLIMITED, 600);

    private static ExecutorService callbacks;
    private static TestRedis redis;
    private static RedisWindow window;

    private final String workspace = "w-" + UUID.randomUUID();

    @BeforeAll
    static void connect() {
        callbacks = Executors.newSingleThreadExecutor();
        redis = new TestRedis();
        RedisSettings settings = new RedisSettings(TestServices.redis().url(), Duration.ofSeconds(10));
        RedisCalls calls = new RedisCalls(settings, callbacks);
        calls.pinged(true);
        window = new RedisWindow(redis.client(), calls);
    }

    @AfterAll
    static void disconnect() {
        redis.close();
        callbacks.shutdown();
    }

    @Test
    void grantsAreChargedUntilTheBurstIsReached() {
        assertThat(lease(SLOW, 100, 50).events()).isEqualTo(150);
        assertThat(lease(SLOW, 400, 100).events())
                .as("as much as there is room for")
                .isEqualTo(450);
        Grant refused = lease(SLOW, 1, 0);
        assertThat(refused.events()).isZero();
        assertThat(refused.tomorrow()).isFalse();
        assertThat(refused.retryAfterMillis()).isBetween(50_000L, 61_200L);
        assertThat(redis.usage(workspace)).isEqualTo(new RateUsage(600, 60_000, 600, 0));
    }

    @Test
    void thereIsRoomAgainOnceTheWaitIsOver() {
        RateLimits quick = new RateLimits(20, RateLimits.UNLIMITED, 20);
        assertThat(lease(quick, 20, 0).events()).isEqualTo(20);
        assertThat(lease(quick, 1, 0).retryAfterMillis()).isBetween(1L, 1_020L);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> lease(quick, 20, 0).events() == 20);
    }

    @Test
    void aBatchThatFitsABurstWaitsForThatMuchRoom() {
        lease(SLOW, 300, 0);
        assertThat(lease(SLOW, 400, 0).events()).isZero();
        assertThat(lease(SLOW, 300, 0).events()).isEqualTo(300);
    }

    @Test
    void aBatchLargerThanTheBurstPassesWhenThereIsRoomForOneAndIsPaidOff() {
        assertThat(lease(DEFAULT, 2_500, 0).events()).isEqualTo(2_500);
        Grant refused = lease(DEFAULT, 1, 0);
        assertThat(refused.events()).isZero();
        assertThat(refused.retryAfterMillis())
                .as("2,500 events at 100 a second")
                .isBetween(20_000L, 25_000L);
        assertThat(redis.usage(workspace).blockedMillis()).isBetween(20_000L, 25_000L);
        assertThat(lease(DEFAULT, 2_500, 0).events())
                .as("there is room for none")
                .isZero();
    }

    @Test
    void whatWasNotSpentIsGivenBack() {
        Grant lease = lease(SLOW, 600, 0);
        assertThat(lease(SLOW, 1, 0).events()).isZero();
        ask(SLOW, new Question(0, 0, 0, 200, lease.slot()));
        assertThat(lease(SLOW, 200, 0).events()).isEqualTo(200);
        assertThat(redis.usage(workspace).dayEvents()).isEqualTo(600);
    }

    @Test
    void nothingIsGivenBackTwiceAsFarAsTheSlotGoes() {
        Grant lease = lease(SLOW, 10, 0);
        ask(SLOW, new Question(0, 0, 0, 1_000, lease.slot()));
        assertThat(redis.usage(workspace).windowEvents()).isZero();
        assertThat(redis.usage(workspace).dayEvents()).isZero();
    }

    @Test
    void theDaysQuotaHoldsUntilMidnight() {
        RateLimits limits = new RateLimits(1_000, 700, 5_000);
        assertThat(lease(limits, 600, 1_000).events()).isEqualTo(700);
        Grant refused = lease(limits, 1, 0);
        assertThat(refused.events()).isZero();
        assertThat(refused.tomorrow()).isTrue();
        assertThat(refused.retryAfterMillis()).isBetween(0L, DAY_MS);
    }

    @Test
    void aBatchLargerThanTheDaysQuotaPassesOnce() {
        RateLimits limits = new RateLimits(1_000, 100, 5_000);
        assertThat(lease(limits, 2_500, 0).events()).isEqualTo(2_500);
        assertThat(lease(limits, 2_500, 0).tomorrow()).isTrue();
    }

    @Test
    void anUnlimitedWorkspaceIsOnlyCounted() {
        RateLimits none = RateLimits.custom(null, null, null);
        ask(none, new Question(0, 0, 1_000_000, 0, 0));
        assertThat(redis.usage(workspace)).isEqualTo(new RateUsage(1_000_000, 5_000, 1_000_000, 0));
    }

    @Test
    void whatWasAdmittedWithoutRedisCountsForTheDayAndNotForTheWindow() {
        ask(SLOW, new Question(0, 0, 1_000, 0, 0));
        assertThat(redis.usage(workspace).dayEvents()).isEqualTo(1_000);
        assertThat(lease(SLOW, 600, 0).events()).isEqualTo(600);
    }

    @Test
    void afterAJumpBackOfTheClockNobodyIsLockedOut() {
        lease(SLOW, 2_500, 0);
        assertThat(lease(SLOW, 1, 0).events()).isZero();
        asIfWritten(HOURS_25_MS);
        assertThat(lease(SLOW, 1, 0).events()).isEqualTo(1);
        assertThat(redis.rate(workspace).readAllMap().keySet().stream().filter(field -> field.startsWith("slot:")))
                .as("slots of the future")
                .hasSize(1);
    }

    @Test
    void afterAJumpAheadOfTheClockTheWindowIsEmptyAndTheDaysGoOn() {
        lease(SLOW, 600, 0);
        asIfWritten(-HOURS_25_MS);
        assertThat(lease(SLOW, 600, 0).events()).isEqualTo(600);
        assertThat(redis.usage(workspace).dayEvents()).isEqualTo(600);
    }

    @Test
    void otherLimitsHoldAtOnce() {
        lease(SLOW, 600, 0);
        assertThat(lease(SLOW, 1, 0).events()).isZero();
        RateLimits higher = new RateLimits(100, RateLimits.UNLIMITED, 6_000);
        assertThat(lease(higher, 5_400, 0).events()).isEqualTo(5_400);
        assertThat(lease(SLOW, 1, 0).events()).isZero();
    }

    @Test
    void aFlushedRedisHasTheScriptAgainAndStartsCountingAnew() {
        lease(SLOW, 600, 0);
        redis.client().getScript().scriptFlush();
        assertThat(lease(SLOW, 1, 0).events()).isZero();
        redis.rate(workspace).delete();
        assertThat(lease(SLOW, 600, 0).events()).as("one burst more").isEqualTo(600);
        assertThat(redis.rate(workspace).remainTimeToLive()).isPositive();
    }

    /** Rewrites all times, as if the clock had gone differently by so much when it was written. */
    private void asIfWritten(long shift) {
        RMap<String, String> hash = redis.rate(workspace);
        Map<String, String> shifted = new HashMap<>();
        hash.readAllMap().forEach((field, value) -> {
            if (field.startsWith("slot:")) {
                shifted.put("slot:" + (Long.parseLong(field.substring(5)) + shift), value);
            } else if (field.startsWith("day:")) {
                long at = System.currentTimeMillis() + shift;
                shifted.put("day:" + Math.floorDiv(at, DAY_MS), value);
            } else if (field.equals("last") || field.equals("debt_at")) {
                shifted.put(field, Long.toString(Long.parseLong(value) + shift));
            } else {
                shifted.put(field, value);
            }
        });
        hash.delete();
        hash.putAll(shifted);
    }

    private Grant lease(RateLimits limits, long need, long want) {
        return ask(limits, new Question(need, want, 0, 0, 0));
    }

    private Grant ask(RateLimits limits, Question question) {
        return window.ask(workspace, limits, question).toCompletableFuture().join();
    }
}
