package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A secret's value, sealed. A row of its own, since Micronaut Data takes a query's {@code byte[]} for a single byte.
 */
@MappedEntity("secrets")
public record SealedSecretRow(@Id String name, byte[] sealed) {}
