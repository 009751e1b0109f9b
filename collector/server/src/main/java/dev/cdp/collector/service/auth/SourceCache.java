package dev.cdp.collector.service.auth;

import dev.cdp.collector.domain.KeyHash;
import dev.cdp.collector.domain.Source;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.live.ChangeListener;
import dev.cdp.collector.live.SharedKeys;
import dev.cdp.collector.live.SharedKeys.Remembered;
import dev.cdp.collector.repo.WriteKeyRepository;
import dev.cdp.collector.service.Expiry;
import dev.cdp.collector.service.auth.KeyMemory.Entry;
import dev.cdp.contract.live.Invalidation;
import dev.cdp.contract.live.Invalidation.SourceChanged;
import dev.cdp.contract.live.Invalidation.WorkspaceChanged;
import dev.cdp.contract.live.Invalidation.WriteKeyChanged;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds whose write keys are: in memory, else in Redis, else in PostgreSQL. What was read from
 * PostgreSQL is remembered until the end of its time to live and no longer, wherever it went
 * meanwhile: what memory takes from Redis keeps the rest of its life. While PostgreSQL is away, memory
 * goes on to hold past that time.
 *
 * <p>A look-up that was overtaken by a change is answered, but not remembered. What is in Redis of
 * something that has changed is not believed for as long as it may live: another collector may have
 * written it there after it had read PostgreSQL before the change.
 */
@Singleton
class SourceCache implements ChangeListener {
    private static final Logger LOG = LoggerFactory.getLogger(SourceCache.class);

    private final KeyMemory memory;
    private final RecentChanges recent;
    private final SharedKeys shared;
    private final WriteKeyRepository repository;
    private final ExecutorService database;
    private final Expiry expiry;
    private final KeyMetrics metrics;
    private final ConcurrentMap<KeyHash, LookUp> lookUps = new ConcurrentHashMap<>();

    /** One for each key at a time; whoever asks meanwhile gets its answer too. */
    private record LookUp(KeyHash key, long asOf, CompletableFuture<Optional<Source>> answer) {}

    SourceCache(
            KeyMemory memory,
            RecentChanges recent,
            SharedKeys shared,
            WriteKeyRepository repository,
            @Named("database") ExecutorService database,
            Expiry expiry,
            KeyMetrics metrics) {
        this.memory = memory;
        this.recent = recent;
        this.shared = shared;
        this.repository = repository;
        this.database = database;
        this.expiry = expiry;
        this.metrics = metrics;
    }

    /** Whose key this is; fails as unavailable when nobody knows. */
    CompletionStage<Optional<Source>> find(KeyHash key) {
        Entry entry = memory.fresh(key);
        if (entry != null) {
            metrics.inMemory(entry.source());
            return entry.answer();
        }
        LookUp mine = new LookUp(key, memory.now(), new CompletableFuture<>());
        LookUp running = lookUps.putIfAbsent(key, mine);
        if (running != null) {
            return running.answer();
        }
        shared.find(key).whenComplete((found, failure) -> {
            if (failure == null
                    && found.isPresent()
                    && recent.believes(key, found.get().source())) {
                foundInRedis(mine, found.get());
            } else {
                askDatabase(mine);
            }
        });
        return mine.answer();
    }

    private void foundInRedis(LookUp lookUp, Remembered found) {
        memory.put(lookUp.key(), found.source(), expiry.in(found.life()), lookUp.asOf());
        metrics.inRedis(found.source());
        finish(lookUp, found.source());
    }

    private void askDatabase(LookUp lookUp) {
        try {
            database.execute(() -> readDatabase(lookUp));
        } catch (RejectedExecutionException e) {
            fail(lookUp, e);
        }
    }

    private void readDatabase(LookUp lookUp) {
        long end = expiry.next();
        try {
            Optional<Source> source = repository.find(lookUp.key());
            if (memory.put(lookUp.key(), source, end, lookUp.asOf())) {
                shared.remember(lookUp.key(), new Remembered(source, expiry.left(end)));
            }
            metrics.inPostgres(source);
            finish(lookUp, source);
        } catch (SQLException | RuntimeException e) {
            LOG.warn("PostgreSQL does not tell whose a write key is: {}", e.getMessage());
            goOnWithout(lookUp, e);
        }
    }

    private void goOnWithout(LookUp lookUp, Exception failure) {
        Entry stale = memory.stale(lookUp.key());
        if (stale == null) {
            fail(lookUp, failure);
            return;
        }
        memory.put(lookUp.key(), stale.source(), expiry.soon(), lookUp.asOf());
        metrics.stale();
        finish(lookUp, stale.source());
    }

    private void finish(LookUp lookUp, Optional<Source> source) {
        lookUps.remove(lookUp.key(), lookUp);
        lookUp.answer().complete(source);
    }

    private void fail(LookUp lookUp, Exception cause) {
        lookUps.remove(lookUp.key(), lookUp);
        lookUp.answer()
                .completeExceptionally(
                        CollectorException.unavailable("write keys can't be looked up at the moment", cause));
    }

    @Override
    public void changed(Invalidation change) {
        if (change instanceof WriteKeyChanged key) {
            forget(KeyHash.ofHex(key.keySha256()));
        } else if (change instanceof SourceChanged source) {
            recent.source(source.sourceId());
            forgetAll(known -> known.sourceId().equals(source.sourceId()));
        } else if (change instanceof WorkspaceChanged workspace) {
            recent.workspace(workspace.workspaceId());
            forgetAll(known -> known.workspaceId().equals(workspace.workspaceId()));
        }
    }

    private void forget(KeyHash key) {
        recent.key(key);
        memory.forget(key);
        lookUps.remove(key);
        shared.forget(key);
    }

    private void forgetAll(Predicate<Source> of) {
        memory.forgetIf(of);
        // Whose the keys are that are being looked up nobody knows yet.
        lookUps.clear();
    }

    @Override
    public void missed() {
        memory.expireAll();
        lookUps.clear();
    }
}
