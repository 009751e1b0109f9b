package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A connection; its lists are JSON. */
@MappedEntity("connections")
public record ConnectionRow(
        @Id String id,
        String workspaceId,
        String sourceId,
        String destinationId,
        String functionIds,
        String events,
        String excluded,
        double sampling,
        String samplingBy,
        String consent,
        boolean enabled,
        boolean paused,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
