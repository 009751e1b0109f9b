package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Functions and their versions. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface FunctionRepository extends GenericRepository<FunctionRow, String> {
    String COLUMNS = "id, workspace_id, name, code, CAST(props AS text) AS props, timeout_ms, version, created_at, "
            + "updated_at, updated_by ";
    String VERSION_COLUMNS =
            "function_id, version, code, CAST(props AS text) AS props, timeout_ms, created_at, created_by ";

    @Query("INSERT INTO functions (id, workspace_id, name, code, props, timeout_ms, updated_by) "
            + "VALUES (:id, :workspaceId, :name, :code, CAST(:props AS jsonb), :timeoutMs, :by)")
    long insert(String id, String workspaceId, String name, String code, String props, int timeoutMs, String by);

    @Query("SELECT " + COLUMNS + "FROM functions WHERE workspace_id = :workspaceId AND id = :id")
    Optional<FunctionRow> find(String workspaceId, String id);

    @Query("SELECT " + COLUMNS + "FROM functions WHERE workspace_id = :workspaceId AND id = :id FOR UPDATE")
    Optional<FunctionRow> lock(String workspaceId, String id);

    @Query("SELECT id, name, version, created_at, updated_at, updated_by FROM functions "
            + "WHERE workspace_id = :workspaceId AND id < :before AND name ILIKE :like ORDER BY id DESC LIMIT :limit")
    List<FunctionSummaryRow> list(String workspaceId, String like, String before, int limit);

    @Query("UPDATE functions SET name = :name, code = :code, props = CAST(:props AS jsonb), timeout_ms = :timeoutMs, "
            + "version = version + 1, updated_at = now(), updated_by = :by "
            + "WHERE workspace_id = :workspaceId AND id = :id AND version = :version")
    long change(
            String workspaceId,
            String id,
            String name,
            String code,
            String props,
            int timeoutMs,
            String by,
            long version);

    @Query("DELETE FROM functions WHERE workspace_id = :workspaceId AND id = :id")
    long delete(String workspaceId, String id);

    /** Keeps what the function is now as its version. */
    @Query("INSERT INTO function_versions (function_id, version, code, props, timeout_ms, created_by) "
            + "SELECT id, version, code, props, timeout_ms, updated_by FROM functions "
            + "WHERE workspace_id = :workspaceId AND id = :id")
    long keepVersion(String workspaceId, String id);

    @Query("SELECT " + VERSION_COLUMNS + "FROM function_versions WHERE function_id = :functionId AND version < :before "
            + "ORDER BY version DESC LIMIT :limit")
    List<FunctionVersionRow> versions(String functionId, long before, int limit);

    @Query("SELECT " + VERSION_COLUMNS
            + "FROM function_versions WHERE function_id = :functionId AND version = :version")
    Optional<FunctionVersionRow> findVersion(String functionId, long version);
}
