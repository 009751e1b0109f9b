package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** Answers of creates. A second create with the key waits until the first has committed. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface IdempotencyRepository extends GenericRepository<IdempotencyRow, String> {
    @Query("INSERT INTO idempotency_keys (subject, key, request_sha256) VALUES (:subject, :key, :requestSha256) "
            + "ON CONFLICT (subject, key) DO NOTHING")
    long begin(String subject, String key, byte[] requestSha256);

    @Query("UPDATE idempotency_keys SET answer = :answer WHERE subject = :subject AND key = :key")
    long end(String subject, String key, byte[] answer);

    @Query("SELECT subject, key, request_sha256, answer FROM idempotency_keys WHERE subject = :subject AND key = :key")
    Optional<IdempotencyRow> find(String subject, String key);

    @Query("DELETE FROM idempotency_keys WHERE created_at < :before")
    long forgetOld(Instant before);
}
