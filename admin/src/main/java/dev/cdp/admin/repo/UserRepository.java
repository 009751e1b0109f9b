package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** Accounts. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface UserRepository extends GenericRepository<UserRow, String> {
    UserRow save(UserRow user);

    Optional<UserRow> findById(String id);

    Optional<UserRow> findByEmail(String email);

    @Query("SELECT count(*) FROM users")
    long countAll();

    /** One at a time makes the first account. */
    @Query("SELECT count(*) FROM (SELECT pg_advisory_xact_lock(hashtext('cdp.setup'))) locked")
    long lockSetup();

    @Query("UPDATE users SET password = :password WHERE id = :id")
    long changePassword(String id, String password);
}
