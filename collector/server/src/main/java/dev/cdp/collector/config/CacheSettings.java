package dev.cdp.collector.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * What is remembered of PostgreSQL.
 *
 * @param minTtl the shortest life of an entry
 * @param maxTtl the longest; each entry's is drawn between the two, so that they don't expire at once
 * @param entries of each cache
 */
@ConfigurationProperties("cdp.cache")
public record CacheSettings(Duration minTtl, Duration maxTtl, int entries) {}
