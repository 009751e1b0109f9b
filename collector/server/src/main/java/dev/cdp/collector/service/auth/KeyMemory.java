package dev.cdp.collector.service.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cdp.collector.config.CacheSettings;
import dev.cdp.collector.domain.KeyHash;
import dev.cdp.collector.domain.Source;
import dev.cdp.collector.service.Expiry;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * What this collector remembers of write keys, of unknown ones too. Keys and non-keys are kept apart,
 * so that guessing evicts no one.
 */
@Singleton
class KeyMemory {
    private final Expiry expiry;
    private final Cache<KeyHash, Entry> known;
    private final Cache<KeyHash, Entry> unknown;

    /** Grows with each change: what was read before one is not remembered after it. */
    private final AtomicLong changes = new AtomicLong();

    /** What was remembered before this change is expired. */
    private volatile long expiredBefore;

    /**
     * What is remembered of a key.
     *
     * @param answer the source, ready to be given
     * @param asOf the changes that had been heard of when it was read
     */
    record Entry(Optional<Source> source, CompletableFuture<Optional<Source>> answer, long expiresAt, long asOf) {}

    KeyMemory(Expiry expiry, CacheSettings settings) {
        this.expiry = expiry;
        this.known = cache(settings);
        this.unknown = cache(settings);
    }

    /** Kept up by whoever reads: to wake another thread for it costs more. */
    private static <K, V> Cache<K, V> cache(CacheSettings settings) {
        return Caffeine.newBuilder()
                .maximumSize(settings.entries())
                .executor(Runnable::run)
                .build();
    }

    /** A point in the sequence of changes, to be taken before something is read. */
    long now() {
        return changes.get();
    }

    /** What holds without further question, or null. */
    Entry fresh(KeyHash key) {
        Entry entry = stale(key);
        return entry == null || entry.asOf() < expiredBefore || expiry.isOver(entry.expiresAt()) ? null : entry;
    }

    /** What is remembered, although it may have expired, or null. */
    Entry stale(KeyHash key) {
        Entry entry = known.getIfPresent(key);
        return entry != null ? entry : unknown.getIfPresent(key);
    }

    /**
     * Remembers, unless something has changed since it was read.
     *
     * @param asOf what {@link #now} said before the reading
     * @return whether it is remembered
     */
    boolean put(KeyHash key, Optional<Source> source, long expiresAt, long asOf) {
        Entry entry = new Entry(source, CompletableFuture.completedFuture(source), expiresAt, asOf);
        Cache<KeyHash, Entry> cache = source.isPresent() ? known : unknown;
        cache.put(key, entry);
        if (changes.get() != asOf) {
            // In this order: a change that is counted after the look finds the entry and removes it.
            cache.asMap().remove(key, entry);
            return false;
        }
        (source.isPresent() ? unknown : known).invalidate(key);
        return true;
    }

    void forget(KeyHash key) {
        changes.incrementAndGet();
        known.invalidate(key);
        unknown.invalidate(key);
    }

    void forgetIf(Predicate<Source> of) {
        changes.incrementAndGet();
        known.asMap().values().removeIf(entry -> entry.source().filter(of).isPresent());
        // A key of a source that was disabled is unknown until it is enabled again.
        unknown.invalidateAll();
    }

    /** All is to be read again, but holds until it was. */
    void expireAll() {
        expiredBefore = changes.incrementAndGet();
    }
}
