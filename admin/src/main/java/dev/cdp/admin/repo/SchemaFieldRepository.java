package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The schema registry, as people change it. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface SchemaFieldRepository extends GenericRepository<SchemaFieldRow, UUID> {
    SchemaFieldRow save(SchemaFieldRow field);

    @Query("SELECT event_type, event_name, count(*) AS fields, count(*) FILTER (WHERE locked) AS locked, "
            + "min(first_seen_at) AS first_seen_at, max(last_seen_at) AS last_seen_at FROM schema_fields "
            + "WHERE workspace_id = :workspaceId AND (event_type, event_name) > (:afterType, :afterName) "
            + "AND (event_name ILIKE :like OR event_type ILIKE :like) "
            + "GROUP BY event_type, event_name ORDER BY event_type, event_name LIMIT :limit")
    List<SchemaEventRow> events(String workspaceId, String like, String afterType, String afterName, int limit);

    @Query("SELECT * FROM schema_fields WHERE workspace_id = :workspaceId AND event_type = :eventType "
            + "AND event_name = :eventName AND field ILIKE :like AND field > :after ORDER BY field LIMIT :limit")
    List<SchemaFieldRow> list(
            String workspaceId, String eventType, String eventName, String like, String after, int limit);

    @Query("SELECT * FROM schema_fields WHERE workspace_id = :workspaceId AND id = :id FOR UPDATE")
    Optional<SchemaFieldRow> lock(String workspaceId, UUID id);

    @Query("UPDATE schema_fields SET type = :type, locked = :locked, version = version + 1 "
            + "WHERE workspace_id = :workspaceId AND id = :id AND version = :version")
    long change(String workspaceId, UUID id, String type, boolean locked, long version);

    @Query("DELETE FROM schema_fields WHERE workspace_id = :workspaceId AND id = :id")
    long delete(String workspaceId, UUID id);
}
