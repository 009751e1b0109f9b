package dev.cdp.collector.config;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * Which requests are logged with their body, write keys masked.
 *
 * @param payloadOnError those that were refused, wholly or in part
 * @param payloadOnSuccess the others
 */
@ConfigurationProperties("cdp.log")
public record LogSettings(boolean payloadOnError, boolean payloadOnSuccess) {}
