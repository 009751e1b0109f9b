package dev.cdp.admin.repo;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A write key, of which only the hash is known. */
@MappedEntity("write_keys")
public record WriteKeyRow(
        @Id String id,
        byte[] keySha256,
        String sourceId,
        String hint,
        Instant createdAt,
        @Nullable Instant revokedAt) {}
