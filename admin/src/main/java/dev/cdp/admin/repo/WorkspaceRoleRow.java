package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A workspace of a user. */
@MappedEntity("workspace_roles")
public record WorkspaceRoleRow(@Id String id, String name, String tier, String role, Instant createdAt, long version) {}
