package dev.cdp.admin.service.account;

import dev.cdp.admin.access.Access;
import dev.cdp.admin.access.Ids;
import dev.cdp.admin.access.Principal;
import dev.cdp.admin.access.Role;
import dev.cdp.admin.access.Secrets;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.TokenRepository;
import dev.cdp.admin.repo.TokenRow;
import dev.cdp.admin.service.change.Changes;
import dev.cdp.admin.service.change.Once;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.page.Paging;
import dev.cdp.contract.Sha256;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** API tokens: of one workspace, with one role, for a limited time. Only hashes are kept. */
@Singleton
public class Tokens {
    /** By this a leaked one is recognised in logs and repositories. */
    private static final String PREFIX = "cdp_";

    private final TokenRepository tokens;
    private final Changes changes;

    Tokens(TokenRepository tokens, Changes changes) {
        this.tokens = tokens;
        this.changes = changes;
    }

    /** A token, without its secret. */
    @Serdeable
    public record Token(
            String id,
            String name,
            String role,
            String hint,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {
        static Token of(TokenRow row) {
            return new Token(
                    row.id(),
                    row.name(),
                    row.role(),
                    row.hint(),
                    row.createdAt(),
                    row.expiresAt(),
                    row.lastUsedAt(),
                    row.revokedAt());
        }
    }

    /** A token with its secret, which is shown once. */
    @Serdeable
    public record TokenMade(Token token, String secret) {}

    public Page<Token> list(Access by, Paging paging) {
        return Page.of(
                tokens.list(by.workspaceId(), paging.before(), paging.oneMore()), paging, TokenRow::id, Token::of);
    }

    public TokenMade create(Access by, Once once, String name, Role role, int days) {
        if (!by.role().includes(role)) {
            throw Problem.forbidden("a token can't do more than who makes it");
        }
        return changes.create(by, once, TokenMade.class, change -> {
            String secret = PREFIX + Secrets.random();
            Instant now = Instant.now();
            TokenRow row = tokens.save(new TokenRow(
                    Ids.next("tok"),
                    by.workspaceId(),
                    name.strip(),
                    role.text(),
                    Sha256.of(secret),
                    "****" + secret.substring(secret.length() - 4),
                    now,
                    now.plus(Duration.ofDays(days)),
                    null,
                    null));
            change.audit("token.create", row.id(), Map.of("name", row.name(), "role", row.role(), "days", days));
            return new TokenMade(Token.of(row), secret);
        });
    }

    public void revoke(Access by, String id) {
        changes.apply(by, change -> {
            if (tokens.count(by.workspaceId(), id) == 0) {
                throw Problem.notFound("token");
            }
            tokens.revoke(by.workspaceId(), id, Instant.now());
            return change.audit("token.revoke", id, Map.of());
        });
    }

    /** Whose secret it is; empty when it was revoked or has expired. */
    public Optional<Principal.Token> find(String secret) {
        Instant now = Instant.now();
        return tokens.findByTokenSha256(Sha256.of(secret))
                .filter(row -> row.revokedAt() == null && row.expiresAt().isAfter(now))
                .map(row -> {
                    tokens.used(row.id(), now);
                    return new Principal.Token(row.id(), row.name(), row.workspaceId(), Role.of(row.role()));
                });
    }
}
