package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A login. */
@MappedEntity("sessions")
public record SessionRow(@Id byte[] tokenSha256, String userId, Instant createdAt, Instant seenAt, Instant expiresAt) {}
