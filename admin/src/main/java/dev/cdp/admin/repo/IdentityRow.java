package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** Rules of identity; the list is JSON. */
@MappedEntity("identity_settings")
public record IdentityRow(@Id String workspaceId, String nobodyIds, long version) {}
