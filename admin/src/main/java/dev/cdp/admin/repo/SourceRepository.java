package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Sources. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface SourceRepository extends GenericRepository<SourceRow, String> {
    SourceRow save(SourceRow source);

    @Query("SELECT * FROM sources WHERE workspace_id = :workspaceId AND id = :id")
    Optional<SourceRow> find(String workspaceId, String id);

    /** Until the transaction ends no other changes it or its keys. */
    @Query("SELECT * FROM sources WHERE workspace_id = :workspaceId AND id = :id FOR UPDATE")
    Optional<SourceRow> lock(String workspaceId, String id);

    @Query("SELECT * FROM sources WHERE workspace_id = :workspaceId AND id > :after "
            + "AND (name ILIKE :like OR id ILIKE :like) ORDER BY id LIMIT :limit")
    List<SourceRow> list(String workspaceId, String like, String after, int limit);

    @Query("UPDATE sources SET name = :name, schema_mode = :schemaMode, ip_policy = :ipPolicy, enabled = :enabled, "
            + "version = version + 1 WHERE workspace_id = :workspaceId AND id = :id AND version = :version")
    long change(
            String workspaceId,
            String id,
            String name,
            String schemaMode,
            String ipPolicy,
            boolean enabled,
            long version);

    @Query("DELETE FROM sources WHERE workspace_id = :workspaceId AND id = :id")
    long delete(String workspaceId, String id);
}
