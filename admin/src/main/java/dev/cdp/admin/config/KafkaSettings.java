package dev.cdp.admin.config;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * The way to Kafka.
 *
 * @param bootstrap host:port, several separated by commas
 */
@ConfigurationProperties("cdp.kafka")
public record KafkaSettings(String bootstrap) {}
