package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A function with the code of its newest version; props are a JSON object. */
@MappedEntity("functions")
public record FunctionRow(
        @Id String id,
        String workspaceId,
        String name,
        String code,
        String props,
        int timeoutMs,
        long version,
        Instant createdAt,
        Instant updatedAt,
        String updatedBy) {}
