package dev.cdp.collector.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * The way to Kafka.
 *
 * @param bootstrap host:port, several separated by commas
 * @param deliveryTimeout after which an unanswered record fails and its request gets a 503
 * @param bufferMb MiB of records in flight; beyond them requests get a 503
 */
@ConfigurationProperties("cdp.kafka")
public record KafkaSettings(String bootstrap, Duration deliveryTimeout, int bufferMb) {}
