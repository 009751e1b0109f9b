package dev.cdp.collector.redis;

import dev.cdp.collector.config.RedisSettings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

@Factory
final class RedisFactory {
    private static final int TIMEOUT_MS = 1_000;

    @Singleton
    @Bean(preDestroy = "shutdown")
    RedissonClient redis(RedisSettings settings) {
        Config config = new Config();
        // Starts without Redis as well.
        config.setLazyInitialization(true);
        config.useSingleServer()
                .setAddress(settings.url())
                .setConnectTimeout(TIMEOUT_MS)
                .setTimeout(TIMEOUT_MS)
                .setRetryAttempts(0)
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(8)
                .setSubscriptionConnectionMinimumIdleSize(1);
        return Redisson.create(config);
    }
}
