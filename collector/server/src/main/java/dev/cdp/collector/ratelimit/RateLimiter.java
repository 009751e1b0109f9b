package dev.cdp.collector.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cdp.collector.config.CacheSettings;
import dev.cdp.collector.domain.Source;
import dev.cdp.collector.error.CollectorException;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Holds workspaces to their rate limits. All collectors share one window in Redis, of which each leases
 * a small part at a time and spends it without asking, see {@link Leases}. While Redis is away each
 * collector by itself holds the same limits.
 */
@Singleton
public class RateLimiter {
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

    private final Cache<String, WorkspaceLimit> workspaces;
    private final SharedWindow window;
    private final RateMetrics metrics;

    RateLimiter(SharedWindow window, RateMetrics metrics, CacheSettings settings) {
        this.window = window;
        this.metrics = metrics;
        this.workspaces = Caffeine.newBuilder()
                .maximumSize(settings.entries())
                .expireAfterAccess(IDLE)
                // Upkeep by whoever reads: to wake another thread for it costs more.
                .executor(Runnable::run)
                .build();
    }

    /**
     * Asks for room for these events.
     *
     * @return completes, mostly at once, when they are admitted and charged; fails with a {@link
     *     CollectorException} when the limit is reached
     */
    public CompletionStage<Void> admit(Source by, int events) {
        return events == 0 ? NOTHING : limitOf(by).admit(events);
    }

    private WorkspaceLimit limitOf(Source by) {
        WorkspaceLimit limit = workspaces.getIfPresent(by.workspaceId());
        if (limit != null && limit.limits().equals(by.limits())) {
            return limit;
        }
        return workspaces.asMap().compute(by.workspaceId(), (id, known) -> {
            if (known != null && known.limits().equals(by.limits())) {
                return known;
            }
            if (known != null) {
                known.tell();
            }
            return new WorkspaceLimit(id, by.limits(), window, metrics);
        });
    }

    /** Tells Redis what it does not know yet. */
    @Scheduled(fixedDelay = "1s", initialDelay = "200ms")
    void tell() {
        if (!window.away()) {
            workspaces.asMap().values().forEach(WorkspaceLimit::tell);
        }
    }
}
