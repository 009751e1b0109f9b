package dev.cdp.collector.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * The collector itself.
 *
 * @param instance its stable name, a part of every event's origin; empty: one that the journal makes up
 *     and keeps
 * @param trustedProxies how many proxies in front of it append to X-Forwarded-For; with 0 the header
 *     is not believed
 * @param publicUrl the base URL that the settings document names; empty: that of the request
 * @param drain how long SIGTERM waits for requests that are being answered
 */
@ConfigurationProperties("cdp.collector")
public record CollectorSettings(String instance, int trustedProxies, String publicUrl, Duration drain) {}
