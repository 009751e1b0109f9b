package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** An open invitation. */
@MappedEntity("invitations")
public record InvitationRow(
        @Id String id,
        String workspaceId,
        String email,
        String role,
        byte[] tokenSha256,
        Instant createdAt,
        Instant expiresAt) {}
