package dev.cdp.collector.domain;

import dev.cdp.contract.EventType;

/**
 * What has one schema.
 *
 * @param eventName name of a track event; empty for the other types, whose names are of no end
 */
public record SchemaKey(String workspaceId, EventType type, String eventName) {}
