package dev.cdp.collector.domain;

/**
 * Whom a write key belongs to.
 *
 * @param tier names the workspace's rate limits
 */
public record Source(String workspaceId, String sourceId, String tier, SchemaMode schemaMode) {}
