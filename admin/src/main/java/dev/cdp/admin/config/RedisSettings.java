package dev.cdp.admin.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * The way to Redis.
 *
 * @param url redis://host:port, with user and password where there are any
 * @param timeout how long to wait for an answer
 */
@ConfigurationProperties("cdp.redis")
public record RedisSettings(String url, Duration timeout) {

    /** Does not show the password. */
    @Override
    public String toString() {
        return "RedisSettings[url=" + url.replaceAll("//.*@", "//…@") + "]";
    }
}
