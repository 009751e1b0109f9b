package dev.cdp.collector.testing;

import dev.cdp.contract.live.Invalidation;
import dev.cdp.contract.live.InvalidationCodec;
import dev.cdp.contract.live.RateUsage;
import dev.cdp.contract.live.RedisNames;
import dev.cdp.testkit.TestServices;
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

    /** Tells the collectors; says how many heard it. */
    public long publish(Invalidation change) {
        return client.getTopic(RedisNames.INVALIDATIONS, StringCodec.INSTANCE).publish(InvalidationCodec.write(change));
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
