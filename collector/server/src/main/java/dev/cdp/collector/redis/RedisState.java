package dev.cdp.collector.redis;

import dev.cdp.collector.health.Dependency;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether Redis answers. Nothing stops while it is away. */
@Singleton
final class RedisState implements Dependency {
    private static final Logger LOG = LoggerFactory.getLogger(RedisState.class);
    private static final int TIMEOUT_SECONDS = 1;

    private final RedissonClient redis;
    private final RedisCalls calls;
    private volatile Health health = Health.degraded("not reached yet");

    RedisState(RedissonClient redis, RedisCalls calls) {
        this.redis = redis;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public Health health() {
        return health;
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "200ms")
    void probe() {
        try {
            boolean answers = redis.getRedisNodes(RedisNodes.SINGLE).pingAll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            now(answers ? Health.UP : Health.degraded("does not answer a ping"));
        } catch (RedisException e) {
            now(Health.degraded(String.valueOf(e.getMessage())));
        }
    }

    private void now(Health next) {
        if (next.up() != health.up()) {
            LOG.info("redis is {}", next.up() ? "up" : "away: " + next.detail());
        }
        health = next;
        calls.pinged(next.up());
    }
}
