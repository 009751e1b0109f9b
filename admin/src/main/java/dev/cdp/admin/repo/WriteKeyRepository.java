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

    @Query("SELECT * FROM write_keys WHERE source_id = :sourceId AND id > :after ORDER BY id LIMIT :limit")
    List<WriteKeyRow> list(String sourceId, String after, int limit);

    @Query("SELECT * FROM write_keys WHERE source_id = :sourceId AND id = :id")
    Optional<WriteKeyRow> find(String sourceId, String id);

    @Query("SELECT * FROM write_keys WHERE source_id = :sourceId")
    List<WriteKeyRow> all(String sourceId);

    @Query("UPDATE write_keys SET revoked_at = greatest(:now, created_at) WHERE id = :id AND revoked_at IS NULL")
    long revoke(String id, Instant now);
}
