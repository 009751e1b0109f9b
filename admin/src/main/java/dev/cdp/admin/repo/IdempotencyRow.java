package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** A create that may be sent again. */
@MappedEntity("idempotency_keys")
public record IdempotencyRow(@Id String subject, String key, byte[] requestSha256, byte[] answer) {}
