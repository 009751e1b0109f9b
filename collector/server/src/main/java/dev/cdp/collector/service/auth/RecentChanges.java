package dev.cdp.collector.service.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cdp.collector.config.CacheSettings;
import dev.cdp.collector.domain.KeyHash;
import dev.cdp.collector.domain.Source;
import dev.cdp.collector.service.Expiry;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What has changed so lately that Redis may still hold what was before. */
@Singleton
class RecentChanges {
    private final Cache<Object, Boolean> subjects;

    private record SourceId(String id) {}

    private record WorkspaceId(String id) {}

    RecentChanges(Expiry expiry, CacheSettings settings) {
        subjects = Caffeine.newBuilder()
                .maximumSize(settings.entries())
                .expireAfterWrite(expiry.longest())
                .build();
    }

    void key(KeyHash key) {
        subjects.put(key, true);
    }

    void source(String id) {
        subjects.put(new SourceId(id), true);
    }

    void workspace(String id) {
        subjects.put(new WorkspaceId(id), true);
    }

    /** Whether what Redis holds of a key was surely written after the last change. */
    boolean believes(KeyHash key, Optional<Source> source) {
        if (subjects.estimatedSize() == 0) {
            return true;
        }
        // Whose a key was that is unknown nobody can tell: any source may have been enabled.
        return !has(key)
                && source.map(known ->
                                !has(new SourceId(known.sourceId())) && !has(new WorkspaceId(known.workspaceId())))
                        .orElse(false);
    }

    private boolean has(Object subject) {
        return subjects.getIfPresent(subject) != null;
    }
}
