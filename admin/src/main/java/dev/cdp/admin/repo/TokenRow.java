package dev.cdp.admin.repo;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** An API token, without its secret. */
@MappedEntity("api_tokens")
public record TokenRow(
        @Id String id,
        String workspaceId,
        String name,
        String role,
        byte[] tokenSha256,
        String hint,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {}
