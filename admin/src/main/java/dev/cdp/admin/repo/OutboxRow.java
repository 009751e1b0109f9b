package dev.cdp.admin.repo;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** A record on its way to Kafka; a null value is a tombstone. */
@MappedEntity("outbox")
public record OutboxRow(
        @Id long id, String topic, String key, @Nullable String value) {}
