package dev.cdp.collector.redis;

import dev.cdp.collector.domain.KeyHash;
import dev.cdp.collector.live.SharedKeys;
import dev.cdp.contract.live.RedisNames;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Write keys, as Redis remembers them until their time to live is over. */
@Singleton
final class RedisKeys implements SharedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(RedisKeys.class);
    private static final LuaScript FIND = LuaScript.of("find-key.lua");

    private final RedissonClient redis;
    private final RedisCalls calls;

    RedisKeys(RedissonClient redis, RedisCalls calls) {
        this.redis = redis;
        this.calls = calls;
    }

    @Override
    public CompletionStage<Optional<Remembered>> find(KeyHash key) {
        return calls.call(() -> FIND.run(redis, name(key))).thenApply(RedisKeys::read);
    }

    private static Optional<Remembered> read(List<Object> answer) {
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        Duration life = Duration.ofMillis((Long) answer.get(1));
        try {
            return life.isNegative()
                    ? Optional.empty()
                    : Optional.of(new Remembered(SourceJson.read((String) answer.get(0)), life));
        } catch (IllegalArgumentException e) {
            LOG.warn("what Redis remembers of a write key can't be read: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void remember(KeyHash key, Remembered remembered) {
        if (remembered.life().toMillis() > 0) {
            calls.call(() -> bucket(key).setAsync(SourceJson.write(remembered.source()), remembered.life()))
                    .whenComplete(RedisKeys::tell);
        }
    }

    @Override
    public void forget(KeyHash key) {
        calls.call(() -> bucket(key).deleteAsync()).whenComplete(RedisKeys::tell);
    }

    private static void tell(Object done, Throwable failure) {
        if (failure != null) {
            LOG.debug("Redis takes no write key: {}", failure.getMessage());
        }
    }

    private RBucket<String> bucket(KeyHash key) {
        return redis.getBucket(name(key), StringCodec.INSTANCE);
    }

    private static String name(KeyHash key) {
        return RedisNames.writeKey(key.hex());
    }
}
