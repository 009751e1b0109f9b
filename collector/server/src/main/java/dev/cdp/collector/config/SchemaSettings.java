package dev.cdp.collector.config;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * How far schemas grow by learning: a public write key must not grow them without end.
 *
 * @param fieldsPerEvent fields of one event name
 * @param eventsPerWorkspace event names of one workspace
 */
@ConfigurationProperties("cdp.schema")
public record SchemaSettings(int fieldsPerEvent, int eventsPerWorkspace) {}
