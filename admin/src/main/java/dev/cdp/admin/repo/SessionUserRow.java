package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A login with its user. */
@MappedEntity("session_users")
public record SessionUserRow(
        @Id String id, String email, String name, boolean operator, Instant seenAt, Instant expiresAt) {}
