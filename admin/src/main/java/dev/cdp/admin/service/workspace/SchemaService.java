package dev.cdp.admin.service.workspace;

import dev.cdp.admin.access.Access;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.SchemaEventRow;
import dev.cdp.admin.repo.SchemaFieldRepository;
import dev.cdp.admin.repo.SchemaFieldRow;
import dev.cdp.admin.service.change.Change;
import dev.cdp.admin.service.change.Changes;
import dev.cdp.admin.service.change.Once;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.page.Paging;
import dev.cdp.contract.EventType;
import dev.cdp.contract.live.Invalidation;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The schema registry. Collectors are told of each change by a person. */
@Singleton
public class SchemaService {
    private final SchemaFieldRepository fields;
    private final Changes changes;

    SchemaService(SchemaFieldRepository fields, Changes changes) {
        this.fields = fields;
        this.changes = changes;
    }

    /** An event with learned fields. */
    @Serdeable
    public record SchemaEvent(
            String eventType, String eventName, long fields, long locked, Instant firstSeenAt, Instant lastSeenAt) {
        static SchemaEvent of(SchemaEventRow row) {
            return new SchemaEvent(
                    row.eventType(), row.eventName(), row.fields(), row.locked(), row.firstSeenAt(), row.lastSeenAt());
        }
    }

    /** A field and its type. */
    @Serdeable
    public record SchemaField(
            String id,
            String eventType,
            String eventName,
            String field,
            String type,
            boolean locked,
            Instant firstSeenAt,
            Instant lastSeenAt,
            long version) {
        static SchemaField of(SchemaFieldRow row) {
            return new SchemaField(
                    row.id().toString(),
                    row.eventType(),
                    row.eventName(),
                    row.field(),
                    row.type(),
                    row.locked(),
                    row.firstSeenAt(),
                    row.lastSeenAt(),
                    row.version());
        }
    }

    public Page<SchemaEvent> events(Access by, String part, Paging paging) {
        String[] after = (paging.position() + "\n").split("\n", 2);
        return Page.of(
                fields.events(
                        by.workspaceId(), Paging.like(part), after[0], after[1].stripTrailing(), paging.oneMore()),
                paging,
                row -> row.eventType() + '\n' + row.eventName(),
                SchemaEvent::of);
    }

    public Page<SchemaField> fields(Access by, String eventType, String eventName, String part, Paging paging) {
        return Page.of(
                fields.list(
                        by.workspaceId(), eventType, eventName, Paging.like(part), paging.position(), paging.oneMore()),
                paging,
                SchemaFieldRow::field,
                SchemaField::of);
    }

    public SchemaField declare(
            Access by, Once once, EventType eventType, String eventName, String field, String type, boolean locked) {
        if (eventType != EventType.TRACK && !eventName.isEmpty()) {
            throw Problem.invalid("event_name", "only track events have a name");
        }
        return changes.create(by, once, SchemaField.class, change -> {
            Instant now = Instant.now();
            SchemaFieldRow row = fields.save(new SchemaFieldRow(
                    UUID.randomUUID(),
                    by.workspaceId(),
                    eventType.wireName(),
                    eventName,
                    field,
                    type,
                    locked,
                    now,
                    now,
                    1));
            tell(change, row, "schema_field.declare", Map.of("field", path(row), "type", type, "locked", locked));
            return SchemaField.of(row);
        });
    }

    /** @param type null: as it is; likewise locked */
    public SchemaField change(Access by, String id, String type, Boolean locked, long version) {
        return changes.apply(by, change -> {
            SchemaFieldRow before = lock(by, id);
            String typeAfter = type == null ? before.type() : type;
            boolean lockedAfter = locked == null ? before.locked() : locked;
            if (fields.change(by.workspaceId(), before.id(), typeAfter, lockedAfter, version) == 0) {
                throw Problem.changed();
            }
            tell(
                    change,
                    before,
                    "schema_field.change",
                    Map.of("field", path(before), "before", before.type(), "after", typeAfter, "locked", lockedAfter));
            return SchemaField.of(lock(by, id));
        });
    }

    /** Forgets it: it is learned anew from the next event. */
    public void forget(Access by, String id) {
        changes.apply(by, change -> {
            SchemaFieldRow before = lock(by, id);
            fields.delete(by.workspaceId(), before.id());
            tell(change, before, "schema_field.forget", Map.of("field", path(before), "type", before.type()));
            return null;
        });
    }

    private SchemaFieldRow lock(Access by, String id) {
        try {
            return fields.lock(by.workspaceId(), UUID.fromString(id)).orElseThrow(SchemaService::notFound);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static Problem notFound() {
        return Problem.notFound("field");
    }

    private static void tell(Change change, SchemaFieldRow row, String action, Map<String, ?> details) {
        change.audit(action, row.id().toString(), details);
        EventType.fromWireName(row.eventType())
                .ifPresent(type ->
                        change.invalidate(new Invalidation.SchemaChanged(row.workspaceId(), type, row.eventName())));
    }

    private static String path(SchemaFieldRow row) {
        return row.eventType() + '/' + row.eventName() + '/' + row.field();
    }
}
