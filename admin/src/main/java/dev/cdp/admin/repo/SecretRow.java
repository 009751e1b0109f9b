package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A secret without its value. */
@MappedEntity("secrets")
public record SecretRow(@Id String workspaceId, String name, long version, Instant updatedAt) {}
