package dev.cdp.collector.config;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * The collector itself.
 *
 * @param instance its stable name, a part of every event's origin
 * @param trustedProxies how many proxies in front of it append to X-Forwarded-For; with 0 the header
 *     is not believed
 * @param publicUrl the base URL that the settings document names; empty: that of the request
 */
@ConfigurationProperties("cdp.collector")
public record CollectorSettings(String instance, int trustedProxies, String publicUrl) {}
