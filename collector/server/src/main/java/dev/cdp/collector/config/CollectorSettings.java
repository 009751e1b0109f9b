package dev.cdp.collector.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * The collector itself.
 *
 * @param instance its stable name, a part of every event's origin; empty: the host's
 * @param trustedProxies how many proxies in front of it append to X-Forwarded-For; with 0 the header
 *     is not believed
 * @param publicUrl the base URL that the settings document names; empty: that of the request
 * @param drain how long SIGTERM waits for requests that are being answered
 */
@ConfigurationProperties("cdp.collector")
public record CollectorSettings(String instance, int trustedProxies, String publicUrl, Duration drain) {

    public CollectorSettings {
        instance = instance.isBlank() ? hostName() : instance;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "collector";
        }
    }
}
