package dev.cdp.admin.service.replay;

import dev.cdp.admin.access.Ids;
import dev.cdp.admin.repo.WriteKeyRepository;
import dev.cdp.admin.repo.WriteKeyRow;
import dev.cdp.admin.service.change.Announcements;
import dev.cdp.admin.workspace.WriteKey;
import dev.cdp.contract.live.Invalidation;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Write keys with which replays go through the collector: one for a page of a source, revoked behind it. Both are
 * committed at once, whatever transaction the caller is in: the collector looks the key up.
 */
@Singleton
class ReplayKeys {
    private static final int RANDOM_BYTES = 24;
    private static final TransactionDefinition OWN =
            TransactionDefinition.of(TransactionDefinition.Propagation.REQUIRES_NEW);

    private final SecureRandom random = new SecureRandom();
    private final TransactionOperations<Connection> transactions;
    private final WriteKeyRepository keys;
    private final Announcements announcements;

    ReplayKeys(TransactionOperations<Connection> transactions, WriteKeyRepository keys, Announcements announcements) {
        this.transactions = transactions;
        this.keys = keys;
        this.announcements = announcements;
    }

    /** A new key; only this process knows it. */
    String make(String sourceId) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String secret = "r" + HexFormat.of().formatHex(bytes);
        WriteKey key = new WriteKey(secret);
        transactions.execute(OWN, status -> keys.addForReplay(Ids.next("wk"), key.sha256(), sourceId, key.hint()));
        return secret;
    }

    /** All of the workspace, also those of a service that was killed. */
    void revokeAll(String workspaceId) {
        List<WriteKeyRow> open = transactions.execute(OWN, status -> {
            List<WriteKeyRow> found = keys.replayKeys(workspaceId);
            found.forEach(key -> keys.revoke(key.id(), Instant.now()));
            return found;
        });
        List<Invalidation> revoked = open.stream()
                .<Invalidation>map(
                        key -> new Invalidation.WriteKeyChanged(HexFormat.of().formatHex(key.keySha256())))
                .toList();
        announcements.publish(revoked, false);
    }
}
