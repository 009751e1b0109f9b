package dev.cdp.admin.redis;

import dev.cdp.admin.config.RedisSettings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

@Factory
final class RedisFactory {
    private static final int CONNECT_TIMEOUT_MS = 1_000;
    private static final int THREADS = 2;

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
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(4)
                .setSubscriptionConnectionMinimumIdleSize(0)
                .setSubscriptionConnectionPoolSize(1);
        return Redisson.create(config);
    }
}
