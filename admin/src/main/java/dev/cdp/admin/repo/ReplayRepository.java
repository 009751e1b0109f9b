package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Replays. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ReplayRepository extends GenericRepository<ReplayRow, String> {
    String COLUMNS = "id, workspace_id, CAST(selection AS text) AS selection, state, total, sent, refused, position, "
            + "error, created_by, created_at, finished_at ";

    @Query("INSERT INTO replays (id, workspace_id, selection, state, total, created_by) "
            + "VALUES (:id, :workspaceId, CAST(:selection AS jsonb), 'running', :total, :by)")
    long insert(String id, String workspaceId, String selection, long total, String by);

    @Query("SELECT " + COLUMNS + "FROM replays WHERE workspace_id = :workspaceId AND id = :id")
    Optional<ReplayRow> find(String workspaceId, String id);

    @Query("SELECT " + COLUMNS + "FROM replays WHERE workspace_id = :workspaceId AND id < :before "
            + "ORDER BY id DESC LIMIT :limit")
    List<ReplayRow> list(String workspaceId, String before, int limit);

    /** Those that are to go on, the oldest first. */
    @Query("SELECT " + COLUMNS + "FROM replays WHERE state = 'running' ORDER BY id LIMIT :limit")
    List<ReplayRow> running(int limit);

    /** Whether this transaction may replay: one service at a time, until it ends. */
    @Query("SELECT pg_try_advisory_xact_lock(hashtext('cdp.replays'))")
    boolean tryLock();

    @Query("UPDATE replays SET sent = sent + :sent, refused = refused + :refused, position = :position, "
            + "error = CASE WHEN :error = '' THEN error ELSE :error END WHERE id = :id AND state = 'running'")
    long advance(String id, long sent, long refused, String position, String error);

    @Query("UPDATE replays SET error = :error WHERE id = :id AND state = 'running'")
    long waiting(String id, String error);

    @Query("UPDATE replays SET state = :state, finished_at = now() WHERE id = :id AND state = 'running'")
    long end(String id, String state);
}
