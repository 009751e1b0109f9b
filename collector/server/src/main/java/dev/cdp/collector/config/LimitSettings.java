package dev.cdp.collector.config;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * What one request may hold.
 *
 * @param payloadKb KiB of one event
 * @param batchKb KiB of one batch
 * @param batchEvents events in one batch
 */
@ConfigurationProperties("cdp.limits")
public record LimitSettings(int payloadKb, int batchKb, int batchEvents) {

    public int payloadBytes() {
        return payloadKb * 1024;
    }

    public int batchBytes() {
        return batchKb * 1024;
    }
}
