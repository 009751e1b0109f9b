package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Destinations. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface DestinationRepository extends GenericRepository<DestinationRow, String> {
    String COLUMNS =
            "id, workspace_id, name, type, CAST(settings AS text) AS settings, version, created_at, updated_at ";

    /** Before counting: else two at once would count the same. */
    @Query("SELECT id FROM workspaces WHERE id = :workspaceId FOR UPDATE")
    Optional<String> lockWorkspace(String workspaceId);

    @Query("SELECT count(*) FROM destinations WHERE workspace_id = :workspaceId")
    long count(String workspaceId);

    @Query("INSERT INTO destinations (id, workspace_id, name, type, settings) "
            + "VALUES (:id, :workspaceId, :name, :type, CAST(:settings AS jsonb))")
    long insert(String id, String workspaceId, String name, String type, String settings);

    @Query("SELECT " + COLUMNS + "FROM destinations WHERE workspace_id = :workspaceId AND id = :id")
    Optional<DestinationRow> find(String workspaceId, String id);

    @Query("SELECT " + COLUMNS + "FROM destinations WHERE workspace_id = :workspaceId AND id = :id FOR UPDATE")
    Optional<DestinationRow> lock(String workspaceId, String id);

    @Query("SELECT " + COLUMNS + "FROM destinations WHERE workspace_id = :workspaceId AND id < :before "
            + "AND name ILIKE :like ORDER BY id DESC LIMIT :limit")
    List<DestinationRow> list(String workspaceId, String like, String before, int limit);

    /** WORKSPACE/ID of each. */
    @Query("SELECT workspace_id || '/' || id FROM destinations")
    List<String> ofAllWorkspaces();

    @Query("UPDATE destinations SET name = :name, settings = CAST(:settings AS jsonb), version = version + 1, "
            + "updated_at = now() WHERE workspace_id = :workspaceId AND id = :id AND version = :version")
    long change(String workspaceId, String id, String name, String settings, long version);

    @Query("DELETE FROM destinations WHERE workspace_id = :workspaceId AND id = :id")
    long delete(String workspaceId, String id);
}
