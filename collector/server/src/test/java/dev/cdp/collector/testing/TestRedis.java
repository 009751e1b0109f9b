package dev.cdp.collector.testing;

import dev.cdp.contract.live.Invalidation;
import dev.cdp.contract.live.InvalidationCodec;
import dev.cdp.contract.live.RateUsage;
import dev.cdp.contract.live.RedisNames;
import dev.cdp.testkit.TestServices;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.redisson.Redisson;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** A client of Redis beside the collectors', as admin has one. */
public final class TestRedis implements AutoCloseable {
    private final RedissonClient client;

    public TestRedis() {
        Config config = new Config();
        config.useSingleServer()
                .setAddress(TestServices.redis().url())
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(4)
                .setSubscriptionConnectionMinimumIdleSize(0);
        client = Redisson.create(config);
    }

    /** Tells the collectors. */
    public void publish(Invalidation change) {
        client.getTopic(RedisNames.INVALIDATIONS, StringCodec.INSTANCE).publish(InvalidationCodec.write(change));
    }

    /**
     * Returns once this collector hears of changes. Redis' own count of subscribers does not tell: the client of a
     * collector that was closed while it reconnected may be among them.
     */
    public void awaitHeardBy(TestCollector collector) {
        Counter heard = collector
                .bean(MeterRegistry.class)
                .get("cdp.collector.invalidations")
                .tag("kind", "change")
                .counter();
        double before = heard.count();
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            publish(new Invalidation.WorkspaceChanged("nobody"));
            return heard.count() > before;
        });
    }

    public RateUsage usage(String workspaceId) {
        return RateUsage.of(rate(workspaceId).readAllMap(), System.currentTimeMillis());
    }

    /** The hash that a workspace's rate limit lives in. */
    public RMap<String, String> rate(String workspaceId) {
        return client.getMap(RedisNames.rate(workspaceId), StringCodec.INSTANCE);
    }

    public RedissonClient client() {
        return client;
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
