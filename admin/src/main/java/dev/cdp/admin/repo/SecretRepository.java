package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Secrets, sealed. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface SecretRepository extends GenericRepository<SecretRow, String> {
    @Query("INSERT INTO secrets (workspace_id, name, sealed) VALUES (:workspaceId, :name, :sealed) "
            + "ON CONFLICT (workspace_id, name) DO UPDATE SET sealed = excluded.sealed, "
            + "version = secrets.version + 1, updated_at = now()")
    long put(String workspaceId, String name, byte[] sealed);

    @Query(
            "SELECT workspace_id, name, version, updated_at FROM secrets WHERE workspace_id = :workspaceId AND name = :name")
    Optional<SecretRow> find(String workspaceId, String name);

    @Query("SELECT name, sealed FROM secrets WHERE workspace_id = :workspaceId AND name = :name")
    Optional<SealedSecretRow> findSealed(String workspaceId, String name);

    @Query("SELECT workspace_id, name, version, updated_at FROM secrets WHERE workspace_id = :workspaceId "
            + "AND name > :after ORDER BY name LIMIT :limit")
    List<SecretRow> list(String workspaceId, String after, int limit);

    @Query("DELETE FROM secrets WHERE workspace_id = :workspaceId AND name = :name")
    long delete(String workspaceId, String name);
}
