package dev.cdp.collector.domain;

/** Whom a write key belongs to. */
public record Source(
        String workspaceId, String sourceId, SchemaMode schemaMode, IpPolicy ipPolicy, RateLimits limits) {}
