package dev.cdp.collector.config;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * The way to Redis.
 *
 * @param url redis://host:port, with user and password where there are any
 */
@ConfigurationProperties("cdp.redis")
public record RedisSettings(String url) {

    /** Does not show the password. */
    @Override
    public String toString() {
        return "RedisSettings[url=" + url.replaceAll("//.*@", "//…@") + "]";
    }
}
