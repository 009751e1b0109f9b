package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A function without its code. */
@MappedEntity("function_summaries")
public record FunctionSummaryRow(
        @Id String id, String name, long version, Instant createdAt, Instant updatedAt, String updatedBy) {}
