package dev.cdp.admin.repo;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A workspace with its limits. */
@MappedEntity("workspaces")
public record WorkspaceRow(
        @Id String id,
        String name,
        String tier,
        @Nullable Long eventsPerSecond,
        @Nullable Long eventsPerDay,
        @Nullable Long burst,
        Instant createdAt,
        long version) {}
