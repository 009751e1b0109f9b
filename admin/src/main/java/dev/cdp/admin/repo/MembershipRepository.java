package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Who may do what. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface MembershipRepository extends GenericRepository<MembershipRow, String> {
    @Query("INSERT INTO memberships (workspace_id, user_id, role) VALUES (:workspaceId, :userId, :role) "
            + "ON CONFLICT (workspace_id, user_id) DO NOTHING")
    long insert(String workspaceId, String userId, String role);

    @Query("SELECT role FROM memberships WHERE workspace_id = :workspaceId AND user_id = :userId")
    Optional<String> findRole(String workspaceId, String userId);

    @Query("SELECT u.id AS user_id, u.email, u.name, m.role, m.created_at, m.version FROM memberships m "
            + "JOIN users u ON u.id = m.user_id WHERE m.workspace_id = :workspaceId AND u.id > :after "
            + "ORDER BY u.id LIMIT :limit")
    List<MemberRow> list(String workspaceId, String after, int limit);

    @Query("SELECT u.id AS user_id, u.email, u.name, m.role, m.created_at, m.version FROM memberships m "
            + "JOIN users u ON u.id = m.user_id WHERE m.workspace_id = :workspaceId AND u.id = :userId")
    Optional<MemberRow> find(String workspaceId, String userId);

    /** Locks the owners, so that two who leave at once can't leave none. */
    @Query("SELECT user_id FROM memberships WHERE workspace_id = :workspaceId AND role = 'owner' FOR UPDATE")
    List<String> lockOwners(String workspaceId);

    @Query("UPDATE memberships SET role = :role, version = version + 1 "
            + "WHERE workspace_id = :workspaceId AND user_id = :userId AND version = :version")
    long changeRole(String workspaceId, String userId, String role, long version);

    @Query("DELETE FROM memberships WHERE workspace_id = :workspaceId AND user_id = :userId")
    long delete(String workspaceId, String userId);

    @Query("SELECT w.id, w.name, w.tier, m.role, w.created_at, w.version FROM memberships m "
            + "JOIN workspaces w ON w.id = m.workspace_id WHERE m.user_id = :userId AND w.id > :after "
            + "ORDER BY w.id LIMIT :limit")
    List<WorkspaceRoleRow> workspacesOf(String userId, String after, int limit);

    @Query("INSERT INTO memberships (workspace_id, user_id, role) SELECT w.id, :userId, 'owner' FROM workspaces w "
            + "WHERE NOT EXISTS (SELECT 1 FROM memberships m WHERE m.workspace_id = w.id) "
            + "ON CONFLICT (workspace_id, user_id) DO NOTHING")
    long adoptOrphans(String userId);
}
