package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Write keys. Callers make sure first that the source is of their workspace. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface WriteKeyRepository extends GenericRepository<WriteKeyRow, String> {
    WriteKeyRow save(WriteKeyRow key);

    @Query("SELECT * FROM write_keys WHERE source_id = :sourceId AND purpose = 'client' AND id > :after "
            + "ORDER BY id LIMIT :limit")
    List<WriteKeyRow> list(String sourceId, String after, int limit);

    @Query("SELECT * FROM write_keys WHERE source_id = :sourceId AND id = :id")
    Optional<WriteKeyRow> find(String sourceId, String id);

    @Query("SELECT * FROM write_keys WHERE source_id = :sourceId")
    List<WriteKeyRow> all(String sourceId);

    @Query("UPDATE write_keys SET revoked_at = greatest(:now, created_at) WHERE id = :id AND revoked_at IS NULL")
    long revoke(String id, Instant now);

    @Query("INSERT INTO write_keys (id, key_sha256, source_id, hint, purpose) VALUES (:id, :sha256, :sourceId, :hint, "
            + "'replay')")
    long addForReplay(String id, byte[] sha256, String sourceId, String hint);

    /** Keys of replays that a service has left behind when it was killed, and those of now. */
    @Query("SELECT k.* FROM write_keys k JOIN sources s ON s.id = k.source_id WHERE s.workspace_id = :workspaceId "
            + "AND k.purpose = 'replay' AND k.revoked_at IS NULL")
    List<WriteKeyRow> replayKeys(String workspaceId);
}
