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
    FunctionRow save(FunctionRow function);

    @Query("SELECT * FROM functions WHERE workspace_id = :workspaceId AND id = :id")
    Optional<FunctionRow> find(String workspaceId, String id);

    @Query("SELECT * FROM functions WHERE workspace_id = :workspaceId AND id = :id FOR UPDATE")
    Optional<FunctionRow> lock(String workspaceId, String id);

    @Query("SELECT id, name, version, created_at, updated_at, updated_by FROM functions "
            + "WHERE workspace_id = :workspaceId AND id < :before AND name ILIKE :like ORDER BY id DESC LIMIT :limit")
    List<FunctionSummaryRow> list(String workspaceId, String like, String before, int limit);

    @Query("UPDATE functions SET name = :name, code = :code, version = version + 1, updated_at = now(), "
            + "updated_by = :by WHERE workspace_id = :workspaceId AND id = :id AND version = :version")
    long change(String workspaceId, String id, String name, String code, String by, long version);

    @Query("DELETE FROM functions WHERE workspace_id = :workspaceId AND id = :id")
    long delete(String workspaceId, String id);

    @Query("INSERT INTO function_versions (function_id, version, code, created_by) "
            + "VALUES (:functionId, :version, :code, :by)")
    long addVersion(String functionId, long version, String code, String by);

    @Query("SELECT * FROM function_versions WHERE function_id = :functionId AND version < :before "
            + "ORDER BY version DESC LIMIT :limit")
    List<FunctionVersionRow> versions(String functionId, long before, int limit);

    @Query("SELECT * FROM function_versions WHERE function_id = :functionId AND version = :version")
    Optional<FunctionVersionRow> findVersion(String functionId, long version);
}
