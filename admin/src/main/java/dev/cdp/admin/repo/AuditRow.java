package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** An entry of the audit log; details are JSON. */
@MappedEntity("audit_log")
public record AuditRow(
        @Id String id, Instant at, String actor, String actorKind, String action, String target, String details) {}
