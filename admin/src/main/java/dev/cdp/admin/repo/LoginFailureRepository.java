package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** Failed logins, by what is counted together. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface LoginFailureRepository extends GenericRepository<LoginFailureRow, String> {
    @Query("SELECT * FROM login_failures WHERE subject = :subject")
    Optional<LoginFailureRow> find(String subject);

    /** Counts one more, or begins anew when the last one is long ago; returns how many there are. */
    @Query("INSERT INTO login_failures (subject, failures, last_at, blocked_until) VALUES (:subject, 1, :now, :now) "
            + "ON CONFLICT (subject) DO UPDATE SET last_at = :now, failures = "
            + "CASE WHEN login_failures.last_at < :forgotten THEN 1 ELSE login_failures.failures + 1 END "
            + "RETURNING *")
    LoginFailureRow count(String subject, Instant now, Instant forgotten);

    @Query("UPDATE login_failures SET blocked_until = :until WHERE subject = :subject")
    long block(String subject, Instant until);

    @Query("DELETE FROM login_failures WHERE subject = :subject")
    long forget(String subject);

    @Query("DELETE FROM login_failures WHERE last_at < :forgotten")
    long forgetOld(Instant forgotten);
}
