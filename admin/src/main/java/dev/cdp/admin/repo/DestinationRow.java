package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A destination; settings are JSON. */
@MappedEntity("destinations")
public record DestinationRow(
        @Id String id,
        String workspaceId,
        String name,
        String type,
        String settings,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
