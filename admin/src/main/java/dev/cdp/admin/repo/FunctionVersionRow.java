package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** The code of one version and what it runs with. */
@MappedEntity("function_versions")
public record FunctionVersionRow(
        @Id String functionId,
        long version,
        String code,
        String props,
        int timeoutMs,
        Instant createdAt,
        String createdBy) {}
