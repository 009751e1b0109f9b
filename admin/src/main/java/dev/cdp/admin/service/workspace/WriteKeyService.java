package dev.cdp.admin.service.workspace;

import dev.cdp.admin.access.Access;
import dev.cdp.admin.access.Ids;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.SourceRepository;
import dev.cdp.admin.repo.WriteKeyRepository;
import dev.cdp.admin.repo.WriteKeyRow;
import dev.cdp.admin.service.change.Change;
import dev.cdp.admin.service.change.Changes;
import dev.cdp.admin.service.change.Once;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.page.Paging;
import dev.cdp.admin.workspace.WriteKey;
import dev.cdp.contract.live.Invalidation;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/** Write keys. Collectors are told of each new and each revoked one, by its hash. */
@Singleton
public class WriteKeyService {
    private static final int RANDOM_BYTES = 12;

    private final SecureRandom random = new SecureRandom();
    private final SourceService sourceService;
    private final SourceRepository sources;
    private final WriteKeyRepository keys;
    private final Changes changes;

    WriteKeyService(SourceService sourceService, SourceRepository sources, WriteKeyRepository keys, Changes changes) {
        this.sourceService = sourceService;
        this.sources = sources;
        this.keys = keys;
        this.changes = changes;
    }

    /** A key as it is known later: by its last characters. */
    @Serdeable
    public record WriteKeyView(
            String id,
            String sourceId,
            String hint,
            Instant createdAt,
            @Nullable Instant revokedAt) {
        static WriteKeyView of(WriteKeyRow row) {
            return new WriteKeyView(row.id(), row.sourceId(), row.hint(), row.createdAt(), row.revokedAt());
        }
    }

    /** A new key, shown once. */
    @Serdeable
    public record WriteKeyMade(WriteKeyView writeKey, String secret) {}

    public Page<WriteKeyView> list(Access by, String sourceId, Paging paging) {
        sourceService.find(by, sourceId);
        return Page.of(
                keys.list(sourceId, paging.position(), paging.oneMore()), paging, WriteKeyRow::id, WriteKeyView::of);
    }

    public WriteKeyMade create(Access by, Once once, String sourceId) {
        return changes.create(by, once, WriteKeyMade.class, change -> {
            lock(by, sourceId);
            return make(change, sourceId);
        });
    }

    /** Makes a new key and revokes this one, in one transaction. */
    public WriteKeyMade rotate(Access by, Once once, String sourceId, String id) {
        return changes.create(by, once, WriteKeyMade.class, change -> {
            lock(by, sourceId);
            if (find(sourceId, id).revokedAt() != null) {
                throw Problem.conflict("", "this key is revoked already");
            }
            WriteKeyMade made = make(change, sourceId);
            revoke(change, sourceId, id);
            return made;
        });
    }

    public void revoke(Access by, String sourceId, String id) {
        changes.apply(by, change -> {
            lock(by, sourceId);
            revoke(change, sourceId, id);
            return null;
        });
    }

    private WriteKeyMade make(Change change, String sourceId) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        // A c and 24 hexadecimal digits: the one form that every SDK takes.
        String secret = "c" + HexFormat.of().formatHex(bytes);
        WriteKey key = new WriteKey(secret);
        WriteKeyRow row =
                keys.save(new WriteKeyRow(Ids.next("wk"), key.sha256(), sourceId, key.hint(), Instant.now(), null));
        change.audit("write_key.create", row.id(), Map.of("source", sourceId, "hint", row.hint()));
        // Someone may have sent with it before it was there: collectors remember that, too.
        change.invalidate(new Invalidation.WriteKeyChanged(HexFormat.of().formatHex(row.keySha256())));
        return new WriteKeyMade(WriteKeyView.of(row), secret);
    }

    private void revoke(Change change, String sourceId, String id) {
        WriteKeyRow row = find(sourceId, id);
        keys.revoke(id, Instant.now());
        change.audit("write_key.revoke", id, Map.of("source", sourceId, "hint", row.hint()));
        change.invalidate(new Invalidation.WriteKeyChanged(HexFormat.of().formatHex(row.keySha256())));
    }

    private void lock(Access by, String sourceId) {
        if (sources.lock(by.workspaceId(), sourceId).isEmpty()) {
            throw SourceService.notFound();
        }
    }

    private WriteKeyRow find(String sourceId, String id) {
        return keys.find(sourceId, id).orElseThrow(() -> Problem.notFound("write key"));
    }
}
