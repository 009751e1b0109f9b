package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A member with what people want to know of them. */
@MappedEntity("members")
public record MemberRow(@Id String userId, String email, String name, String role, Instant createdAt, long version) {}
