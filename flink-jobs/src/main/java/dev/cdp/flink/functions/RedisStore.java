package dev.cdp.flink.functions;

import dev.cdp.udf.host.Store;
import dev.cdp.udf.host.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.redisson.Redisson;
import org.redisson.api.RScript;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/**
 * {@code ctx.store} in Redis. A value lies under {@code udf:{WORKSPACE}:v:KEY} and ends with its time; the sorted set
 * {@code udf:{WORKSPACE}:keys} holds the workspace's keys by the end of each, so that they can be counted. Both change
 * in one script, on one slot of a Redis cluster. Redis away: an operation fails after its time-out, and the function is
 * told so.
 */
final class RedisStore implements Store, AutoCloseable {
    private static final int CONNECT_TIMEOUT_MS = 1_000;
    private static final int TIMEOUT_MS = 2_000;
    private static final int THREADS = 2;
    private static final int CONNECTIONS = 8;

    private static final String SET = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
            if redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[4]) and not redis.call('ZSCORE', KEYS[2], ARGV[1]) then
              return 0
            end
            redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
            redis.call('ZADD', KEYS[2], now + ARGV[3], ARGV[1])
            return 1
            """;
    private static final String DELETE = "redis.call('ZREM', KEYS[2], ARGV[1]) return redis.call('DEL', KEYS[1])";
    private static final String GET = "return redis.call('GET', KEYS[1])";
    private static final String TTL = "return redis.call('PTTL', KEYS[1])";

    /**
     * What a workspace may keep.
     *
     * @param keys at once
     * @param valueChars of one value's JSON
     * @param longest time, and that of a value for which none is given
     */
    record Bounds(int keys, int valueChars, Duration longest) {
        static final Bounds DEFAULT = new Bounds(100_000, 16 << 10, Duration.ofDays(30));
    }

    private final Bounds bounds;
    private final RedissonClient redis;
    private final RScript scripts;

    RedisStore(String url, Bounds bounds) {
        this.bounds = bounds;
        Config config = new Config();
        // Starts without Redis as well.
        config.setLazyInitialization(true);
        config.setThreads(THREADS);
        config.setNettyThreads(THREADS);
        config.setCodec(StringCodec.INSTANCE);
        config.useSingleServer()
                .setAddress(url)
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setTimeout(TIMEOUT_MS)
                .setRetryAttempts(0)
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(CONNECTIONS)
                .setSubscriptionConnectionMinimumIdleSize(1);
        this.redis = Redisson.create(config);
        this.scripts = redis.getScript(StringCodec.INSTANCE);
    }

    @Override
    public CompletionStage<Optional<String>> get(String workspaceId, String key) {
        return ask(
                Mode.READ_ONLY, GET, ReturnType.VALUE, workspaceId, key, value -> Optional.ofNullable((String) value));
    }

    @Override
    public CompletionStage<Void> set(String workspaceId, String key, String value, Duration ttl) {
        if (value.length() > bounds.valueChars()) {
            return CompletableFuture.failedStage(
                    new StoreException("a value of the store has at most " + bounds.valueChars() + " characters"));
        }
        Duration time = ttl == null || ttl.compareTo(bounds.longest()) > 0 ? bounds.longest() : ttl;
        long millis = Math.max(1, time.toMillis());
        return this.<Long>ask(
                        Mode.READ_WRITE,
                        SET,
                        ReturnType.LONG,
                        workspaceId,
                        key,
                        Long.class::cast,
                        value,
                        Long.toString(millis),
                        Integer.toString(bounds.keys()))
                .thenCompose(stored -> stored == 1
                        ? CompletableFuture.completedStage(null)
                        : CompletableFuture.failedStage(
                                new StoreException("the store is full: " + bounds.keys() + " keys of this workspace")));
    }

    @Override
    public CompletionStage<Void> delete(String workspaceId, String key) {
        return ask(Mode.READ_WRITE, DELETE, ReturnType.LONG, workspaceId, key, deleted -> null);
    }

    @Override
    public CompletionStage<Optional<Duration>> ttl(String workspaceId, String key) {
        return ask(
                Mode.READ_ONLY,
                TTL,
                ReturnType.LONG,
                workspaceId,
                key,
                left -> (Long) left < 0 ? Optional.empty() : Optional.of(Duration.ofMillis((Long) left)));
    }

    private <T> CompletionStage<T> ask(
            Mode mode,
            String script,
            ReturnType type,
            String workspaceId,
            String key,
            Function<Object, T> reader,
            Object... more) {
        String workspace = "udf:{" + workspaceId + "}:";
        Object[] arguments = new Object[1 + more.length];
        arguments[0] = key;
        System.arraycopy(more, 0, arguments, 1, more.length);
        CompletionStage<Object> answer;
        try {
            answer = scripts.evalAsync(
                    mode, script, type, List.of(workspace + "v:" + key, workspace + "keys"), arguments);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedStage(e);
        }
        return answer.handle((value, failure) -> {
            if (failure != null) {
                throw new CompletionException(new StoreException("the store does not answer", failure));
            }
            return reader.apply(value);
        });
    }

    @Override
    public void close() {
        redis.shutdown();
    }
}
