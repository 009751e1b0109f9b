package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** The code of one version. */
@MappedEntity("function_versions")
public record FunctionVersionRow(
        @Id String functionId, long version, String code, Instant createdAt, String createdBy) {}
