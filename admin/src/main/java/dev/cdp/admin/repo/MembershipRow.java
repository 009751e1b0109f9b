package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** A role of a user in a workspace. */
@MappedEntity("memberships")
public record MembershipRow(@Id String workspaceId, String userId, String role, long version) {}
