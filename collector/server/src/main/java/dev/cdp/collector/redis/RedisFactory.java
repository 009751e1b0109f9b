package dev.cdp.collector.redis;

import dev.cdp.collector.config.RedisSettings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

@Factory
final class RedisFactory {
    private static final int CONNECT_TIMEOUT_MS = 1_000;
    private static final int PING_INTERVAL_MS = 5_000;
    private static final int THREADS = 4;

    @Singleton
    @Bean(preDestroy = "shutdown")
    RedissonClient redis(RedisSettings settings) {
        Config config = new Config();
        // Starts without Redis as well.
        config.setLazyInitialization(true);
        config.setThreads(THREADS);
        config.setNettyThreads(THREADS);
        config.useSingleServer()
                .setAddress(settings.url())
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setTimeout((int) settings.timeout().toMillis())
                .setRetryAttempts(0)
                // A subscription whose other end has vanished is noticed by this alone.
                .setPingConnectionInterval(PING_INTERVAL_MS)
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(8)
                .setSubscriptionConnectionMinimumIdleSize(1);
        return Redisson.create(config);
    }

    /** Where requests that have waited for Redis go on. */
    @Singleton
    @Named("redis")
    @Bean(preDestroy = "shutdown")
    ExecutorService callbacks() {
        return Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "redis-callback"));
    }
}
