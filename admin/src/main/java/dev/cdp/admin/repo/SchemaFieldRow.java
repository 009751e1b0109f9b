package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A field of the schema registry. */
@MappedEntity("schema_fields")
public record SchemaFieldRow(
        @Id UUID id,
        String workspaceId,
        String eventType,
        String eventName,
        String field,
        String type,
        boolean locked,
        Instant firstSeenAt,
        Instant lastSeenAt,
        long version) {}
