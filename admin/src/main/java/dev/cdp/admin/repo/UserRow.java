package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** An account. */
@MappedEntity("users")
public record UserRow(@Id String id, String email, String name, String password, boolean operator, Instant createdAt) {}
