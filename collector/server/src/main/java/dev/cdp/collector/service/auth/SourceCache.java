package dev.cdp.collector.service.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cdp.collector.config.CacheSettings;
import dev.cdp.collector.domain.KeyHash;
import dev.cdp.collector.domain.Source;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.repo.WriteKeyRepository;
import dev.cdp.collector.service.Expiry;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers whose write keys are, the unknown ones too. An expired entry is asked for again; while
 * PostgreSQL is away it goes on to hold. Keys and non-keys are kept apart, so that guessing evicts
 * no one.
 */
@Singleton
class SourceCache {
    private static final Logger LOG = LoggerFactory.getLogger(SourceCache.class);

    private final WriteKeyRepository repository;
    private final ExecutorService database;
    private final Expiry expiry;
    private final Cache<KeyHash, Entry> known;
    private final Cache<KeyHash, Entry> unknown;
    private final ConcurrentMap<KeyHash, CompletableFuture<Optional<Source>>> lookUps = new ConcurrentHashMap<>();

    private record Entry(Optional<Source> source, long expiresAt) {}

    SourceCache(
            WriteKeyRepository repository,
            @Named("database") ExecutorService database,
            Expiry expiry,
            CacheSettings settings) {
        this.repository = repository;
        this.database = database;
        this.expiry = expiry;
        this.known = Caffeine.newBuilder().maximumSize(settings.entries()).build();
        this.unknown = Caffeine.newBuilder().maximumSize(settings.entries()).build();
    }

    /** Whose key this is; fails as unavailable when neither memory nor PostgreSQL knows. */
    CompletionStage<Optional<Source>> find(KeyHash key) {
        Entry entry = remembered(key);
        if (entry != null && !expiry.isOver(entry.expiresAt())) {
            return CompletableFuture.completedFuture(entry.source());
        }
        CompletableFuture<Optional<Source>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<Source>> running = lookUps.putIfAbsent(key, mine);
        if (running != null) {
            return running;
        }
        try {
            database.execute(() -> lookUp(key, mine));
        } catch (RejectedExecutionException e) {
            lookUps.remove(key);
            mine.completeExceptionally(unavailable(e));
        }
        return mine;
    }

    private Entry remembered(KeyHash key) {
        Entry entry = known.getIfPresent(key);
        return entry != null ? entry : unknown.getIfPresent(key);
    }

    private void lookUp(KeyHash key, CompletableFuture<Optional<Source>> result) {
        try {
            Entry entry = new Entry(repository.find(key), expiry.next());
            remember(key, entry);
            lookUps.remove(key);
            result.complete(entry.source());
        } catch (SQLException | RuntimeException e) {
            LOG.warn("PostgreSQL does not tell whose a write key is: {}", e.getMessage());
            Entry stale = remembered(key);
            if (stale != null) {
                remember(key, new Entry(stale.source(), expiry.soon()));
            }
            lookUps.remove(key);
            if (stale != null) {
                result.complete(stale.source());
            } else {
                result.completeExceptionally(unavailable(e));
            }
        }
    }

    private void remember(KeyHash key, Entry entry) {
        if (entry.source().isPresent()) {
            known.put(key, entry);
            unknown.invalidate(key);
        } else {
            unknown.put(key, entry);
            known.invalidate(key);
        }
    }

    private static CollectorException unavailable(Exception cause) {
        return CollectorException.unavailable("write keys can't be looked up at the moment", cause);
    }
}
