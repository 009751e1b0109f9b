package dev.cdp.admin.redis;

import dev.cdp.admin.service.workspace.Usages;
import dev.cdp.contract.live.RateUsage;
import dev.cdp.contract.live.RedisNames;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the windows that collectors charge. */
@Singleton
final class RedisUsages implements Usages {
    private static final Logger LOG = LoggerFactory.getLogger(RedisUsages.class);

    private final RedissonClient redis;

    RedisUsages(RedissonClient redis) {
        this.redis = redis;
    }

    @Override
    public Optional<RateUsage> find(String workspaceId) {
        try {
            RMap<String, String> hash = redis.getMap(RedisNames.rate(workspaceId), StringCodec.INSTANCE);
            Map<String, String> fields = hash.readAllMap();
            return Optional.of(RateUsage.of(fields, System.currentTimeMillis()));
        } catch (RedisException e) {
            LOG.warn("redis does not answer: {}", e.toString());
            return Optional.empty();
        }
    }
}
