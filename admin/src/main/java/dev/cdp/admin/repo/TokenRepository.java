package dev.cdp.admin.repo;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** API tokens. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface TokenRepository extends GenericRepository<TokenRow, String> {
    TokenRow save(TokenRow token);

    Optional<TokenRow> findByTokenSha256(byte[] tokenSha256);

    @Query("SELECT * FROM api_tokens WHERE workspace_id = :workspaceId AND id < :before ORDER BY id DESC LIMIT :limit")
    List<TokenRow> list(String workspaceId, String before, int limit);

    @Query(
            "UPDATE api_tokens SET revoked_at = :now WHERE workspace_id = :workspaceId AND id = :id AND revoked_at IS NULL")
    long revoke(String workspaceId, String id, Instant now);

    @Query("SELECT count(*) FROM api_tokens WHERE workspace_id = :workspaceId AND id = :id")
    long count(String workspaceId, String id);

    @Query("UPDATE api_tokens SET last_used_at = :now WHERE id = :id "
            + "AND (last_used_at IS NULL OR last_used_at < CAST(:now AS timestamptz) - INTERVAL '1 minute')")
    long used(String id, Instant now);
}
