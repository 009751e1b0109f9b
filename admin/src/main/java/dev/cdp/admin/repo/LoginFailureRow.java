package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** How often a login has failed. */
@MappedEntity("login_failures")
public record LoginFailureRow(@Id String subject, int failures, Instant lastAt, Instant blockedUntil) {}
