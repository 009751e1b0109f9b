package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** An event with learned fields. */
@MappedEntity("schema_events")
public record SchemaEventRow(
        @Id String eventType, String eventName, long fields, long locked, Instant firstSeenAt, Instant lastSeenAt) {}
