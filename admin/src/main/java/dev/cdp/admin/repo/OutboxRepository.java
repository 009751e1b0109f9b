package dev.cdp.admin.repo;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** The outbox; the migration says how it is drained. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface OutboxRepository extends GenericRepository<OutboxRow, Long> {
    @Query("INSERT INTO outbox (topic, key, value) VALUES (:topic, :key, CAST(:value AS text))")
    long add(String topic, String key, @Nullable String value);

    /** Whether this transaction may drain: one at a time, until it ends. */
    @Query("SELECT pg_try_advisory_xact_lock(hashtext('cdp.outbox'))")
    boolean tryLock();

    @Query("SELECT id, topic, key, value FROM outbox ORDER BY id LIMIT :limit FOR UPDATE")
    List<OutboxRow> oldest(int limit);

    @Query("DELETE FROM outbox WHERE id IN (:ids)")
    long delete(List<Long> ids);

    @Query("SELECT count(*) FROM outbox")
    long countAll();

    /** Those that a healthy Kafka would have taken by now. */
    @Query("SELECT count(*) FROM outbox WHERE created_at < now() - INTERVAL '5 seconds'")
    long countLate();
}
