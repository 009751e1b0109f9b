package dev.cdp.admin.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * The way to a collector.
 *
 * @param url http or https, host and port
 * @param publicUrl as clients reach it; empty: likewise
 * @param timeout how long to wait for an answer
 * @param canaryWriteKey of a source that no one counts; empty: no canary can be sent
 */
@ConfigurationProperties("cdp.collector")
public record CollectorSettings(String url, String publicUrl, Duration timeout, String canaryWriteKey) {

    /** What a snippet for clients names. */
    public String urlForClients() {
        return publicUrl.isEmpty() ? url : publicUrl;
    }

    /** Does not show the key. */
    @Override
    public String toString() {
        return "CollectorSettings[url=" + url + "]";
    }
}
