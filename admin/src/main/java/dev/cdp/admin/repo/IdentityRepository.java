package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** Rules of identity. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface IdentityRepository extends GenericRepository<IdentityRow, String> {
    @Query("SELECT workspace_id, CAST(nobody_ids AS text) AS nobody_ids, version FROM identity_settings "
            + "WHERE workspace_id = :workspaceId")
    Optional<IdentityRow> find(String workspaceId);

    /** Version 0 is that of a workspace without a row. */
    @Query("INSERT INTO identity_settings (workspace_id, nobody_ids, version) "
            + "VALUES (:workspaceId, CAST(:nobodyIds AS jsonb), 1) ON CONFLICT (workspace_id) DO NOTHING")
    long insert(String workspaceId, String nobodyIds);

    @Query("UPDATE identity_settings SET nobody_ids = CAST(:nobodyIds AS jsonb), version = version + 1, "
            + "updated_at = now() WHERE workspace_id = :workspaceId AND version = :version")
    long change(String workspaceId, String nobodyIds, long version);
}
