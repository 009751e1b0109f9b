package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** Logins. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface SessionRepository extends GenericRepository<SessionRow, byte[]> {
    SessionRow save(SessionRow session);

    @Query("SELECT u.id, u.email, u.name, u.operator, s.seen_at, s.expires_at FROM sessions s "
            + "JOIN users u ON u.id = s.user_id WHERE s.token_sha256 = :tokenSha256")
    Optional<SessionUserRow> findUser(byte[] tokenSha256);

    @Query("UPDATE sessions SET seen_at = :seenAt WHERE token_sha256 = :tokenSha256")
    long seen(byte[] tokenSha256, Instant seenAt);

    @Query("DELETE FROM sessions WHERE token_sha256 = :tokenSha256")
    long delete(byte[] tokenSha256);

    @Query("DELETE FROM sessions WHERE user_id = :userId AND token_sha256 <> :kept")
    long deleteOthers(String userId, byte[] kept);

    @Query("DELETE FROM sessions WHERE expires_at < :now OR seen_at < :idleSince")
    long deleteExpired(Instant now, Instant idleSince);
}
