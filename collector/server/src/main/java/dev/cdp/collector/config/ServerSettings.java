package dev.cdp.collector.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * What clients may hold of the server.
 *
 * @param connections open at once; those beyond are closed as they come
 * @param headKb KiB of a request's line, and KiB of its headers
 * @param headers of one request
 * @param headTimeout from a request's first byte to its last header
 * @param bodyTimeout from the last header to the body's end
 * @param answerTimeout from the body's end until the client has taken the answer
 * @param idleTimeout between an answer and the next request
 * @param memoryMb MiB that all requests together may take; 0 is a quarter of the heap
 */
@ConfigurationProperties("cdp.server")
public record ServerSettings(
        int connections,
        int headKb,
        int headers,
        Duration headTimeout,
        Duration bodyTimeout,
        Duration answerTimeout,
        Duration idleTimeout,
        int memoryMb) {
    private static final int SHARE_OF_HEAP = 4;

    public long memoryBytes() {
        return memoryMb > 0 ? memoryMb * 1024L * 1024L : Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    }
}
