package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** The audit log: entries are added and never changed. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface AuditRepository extends GenericRepository<AuditRow, String> {
    @Query("INSERT INTO audit_log (id, workspace_id, actor, actor_kind, action, target, details) "
            + "VALUES (:id, :workspaceId, :actor, :actorKind, :action, :target, CAST(:details AS jsonb))")
    long add(
            String id,
            String workspaceId,
            String actor,
            String actorKind,
            String action,
            String target,
            String details);

    @Query("SELECT id, at, actor, actor_kind, action, target, CAST(details AS text) AS details FROM audit_log "
            + "WHERE workspace_id = :workspaceId AND id < :before AND (:action = '' OR action = :action) "
            + "AND (:target = '' OR target = :target) ORDER BY id DESC LIMIT :limit")
    List<AuditRow> list(String workspaceId, String action, String target, String before, int limit);
}
