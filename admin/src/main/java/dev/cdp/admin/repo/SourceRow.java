package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A source. */
@MappedEntity("sources")
public record SourceRow(
        @Id String id,
        String workspaceId,
        String name,
        String schemaMode,
        String ipPolicy,
        boolean enabled,
        Instant createdAt,
        long version) {}
