package dev.cdp.admin.service.pipeline;

import dev.cdp.admin.access.Access;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.SecretRepository;
import dev.cdp.admin.repo.SecretRow;
import dev.cdp.admin.service.change.Changes;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.page.Paging;
import dev.cdp.admin.service.secret.Sealer;
import dev.cdp.contract.config.SecretConfig;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Secrets: written and never shown. The jobs get them as they are stored here, sealed. */
@Singleton
public class SecretService {
    private final SecretRepository secrets;
    private final Sealer sealer;
    private final Changes changes;

    SecretService(SecretRepository secrets, Sealer sealer, Changes changes) {
        this.secrets = secrets;
        this.sealer = sealer;
        this.changes = changes;
    }

    /** A secret without its value. */
    @Serdeable
    public record Secret(String name, Instant updatedAt, long version) {
        static Secret of(SecretRow row) {
            return new Secret(row.name(), row.updatedAt(), row.version());
        }
    }

    public Page<Secret> list(Access by, Paging paging) {
        return Page.of(
                secrets.list(by.workspaceId(), paging.position(), paging.oneMore()),
                paging,
                SecretRow::name,
                Secret::of);
    }

    public Secret put(Access by, String name, String value) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,62}")) {
            throw Problem.invalid("name", "a name has letters, digits and underscores, at most 63");
        }
        byte[] sealed = sealer.seal(value.getBytes(StandardCharsets.UTF_8), context(by.workspaceId(), name));
        return changes.apply(by, change -> {
            secrets.put(by.workspaceId(), name, sealed);
            // The row is locked by its own change, so the records of one secret keep their order.
            SecretRow row = secrets.find(by.workspaceId(), name).orElseThrow();
            change.tell(new SecretConfig(
                    by.workspaceId(), name, row.version(), Base64.getEncoder().encodeToString(sealed)));
            change.audit("secret.put", name, Map.of());
            return Secret.of(row);
        });
    }

    public void delete(Access by, String name) {
        changes.apply(by, change -> {
            if (secrets.delete(by.workspaceId(), name) == 0) {
                throw Problem.notFound("secret");
            }
            change.untell("secret", by.workspaceId(), name);
            return change.audit("secret.delete", name, Map.of());
        });
    }

    /** For what runs here on behalf of the workspace; never for an answer. */
    Optional<String> value(String workspaceId, String name) {
        return secrets.findSealed(workspaceId, name)
                .map(stored ->
                        new String(sealer.open(stored.sealed(), context(workspaceId, name)), StandardCharsets.UTF_8));
    }

    private static String context(String workspaceId, String name) {
        return "secret/" + workspaceId + '/' + name;
    }
}
