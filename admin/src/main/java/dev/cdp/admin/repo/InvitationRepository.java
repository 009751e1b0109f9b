package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Invitations that are open. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface InvitationRepository extends GenericRepository<InvitationRow, String> {
    InvitationRow save(InvitationRow invitation);

    Optional<InvitationRow> findByTokenSha256(byte[] tokenSha256);

    @Query("SELECT * FROM invitations WHERE workspace_id = :workspaceId AND id < :before AND expires_at > now() "
            + "ORDER BY id DESC LIMIT :limit")
    List<InvitationRow> list(String workspaceId, String before, int limit);

    @Query("DELETE FROM invitations WHERE workspace_id = :workspaceId AND id = :id")
    long delete(String workspaceId, String id);

    @Query("DELETE FROM invitations WHERE workspace_id = :workspaceId AND email = :email")
    long deleteByEmail(String workspaceId, String email);
}
