package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Connections. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ConnectionRepository extends GenericRepository<ConnectionRow, String> {
    String COLUMNS = "id, workspace_id, source_id, destination_id, CAST(function_ids AS text) AS function_ids, "
            + "CAST(events AS text) AS events, CAST(excluded AS text) AS excluded, sampling, sampling_by, "
            + "CAST(consent AS text) AS consent, enabled, paused, version, created_at, updated_at ";

    @Query("INSERT INTO connections (id, workspace_id, source_id, destination_id, function_ids, events, excluded, "
            + "sampling, sampling_by, consent, enabled, paused) VALUES (:id, :workspaceId, :sourceId, :destinationId, "
            + "CAST(:functionIds AS jsonb), CAST(:events AS jsonb), CAST(:excluded AS jsonb), :sampling, "
            + ":samplingBy, CAST(:consent AS jsonb), :enabled, :paused)")
    long insert(
            String id,
            String workspaceId,
            String sourceId,
            String destinationId,
            String functionIds,
            String events,
            String excluded,
            double sampling,
            String samplingBy,
            String consent,
            boolean enabled,
            boolean paused);

    @Query("SELECT " + COLUMNS + "FROM connections WHERE workspace_id = :workspaceId AND id = :id")
    Optional<ConnectionRow> find(String workspaceId, String id);

    @Query("SELECT " + COLUMNS + "FROM connections WHERE workspace_id = :workspaceId AND id = :id FOR UPDATE")
    Optional<ConnectionRow> lock(String workspaceId, String id);

    @Query("SELECT " + COLUMNS + "FROM connections WHERE workspace_id = :workspaceId AND id < :before "
            + "ORDER BY id DESC LIMIT :limit")
    List<ConnectionRow> list(String workspaceId, String before, int limit);

    @Query("UPDATE connections SET function_ids = CAST(:functionIds AS jsonb), events = CAST(:events AS jsonb), "
            + "excluded = CAST(:excluded AS jsonb), sampling = :sampling, sampling_by = :samplingBy, "
            + "consent = CAST(:consent AS jsonb), enabled = :enabled, paused = :paused, version = version + 1, "
            + "updated_at = now() WHERE workspace_id = :workspaceId AND id = :id AND version = :version")
    long change(
            String workspaceId,
            String id,
            String functionIds,
            String events,
            String excluded,
            double sampling,
            String samplingBy,
            String consent,
            boolean enabled,
            boolean paused,
            long version);

    @Query("SELECT count(*) FROM connections WHERE workspace_id = :workspaceId "
            + "AND function_ids @> jsonb_build_array(CAST(:functionId AS text))")
    long countWithFunction(String workspaceId, String functionId);

    @Query("DELETE FROM connections WHERE workspace_id = :workspaceId AND id = :id")
    long delete(String workspaceId, String id);
}
