package dev.cdp.collector.ratelimit;

import dev.cdp.collector.domain.RateLimits;
import dev.cdp.collector.error.CollectorException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A workspace's limits in this collector, as long as they are not changed. A request that finds a lease
 * takes from it with one compare-and-set.
 */
final class WorkspaceLimit {
    private static final CompletableFuture<Void> ADMITTED = CompletableFuture.completedFuture(null);
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final RateLimits limits;
    private final SharedWindow window;
    private final RateMetrics metrics;
    private final LocalWindow local;
    private final Leases leases;

    /** Events admitted without a lease, of which the shared window does not know yet. */
    private final AtomicLong untold = new AtomicLong();

    WorkspaceLimit(String workspaceId, RateLimits limits, SharedWindow window, RateMetrics metrics) {
        this.limits = limits;
        this.window = window;
        this.metrics = metrics;
        this.local = new LocalWindow(limits, System.nanoTime());
        this.leases = new Leases(workspaceId, limits, window, local, metrics);
    }

    RateLimits limits() {
        return limits;
    }

    CompletionStage<Void> admit(int events) {
        if (limits.none()) {
            untold.addAndGet(events);
            return admitted(events);
        }
        long now = System.nanoTime();
        if (leases.take(events, now)) {
            return admitted(events);
        }
        if (window.away()) {
            return withoutWindow(events);
        }
        Denial denial = leases.denial();
        if (denial.covers(leases.least(events), now)) {
            return refused(events, denial.roomAt() - now, denial.tomorrow());
        }
        return leases.await(events).thenCompose(outcome -> switch (outcome) {
            case ADMITTED -> admitted(events);
            case REFUSED -> refused(events, leases.denial());
            case UNANSWERED -> withoutWindow(events);
        });
    }

    private CompletionStage<Void> admitted(int events) {
        metrics.admitted(events);
        return ADMITTED;
    }

    /** By the last known limits, and the day's quota if it is known to be used up. */
    private CompletionStage<Void> withoutWindow(int events) {
        long now = System.nanoTime();
        if (leases.denial().holdsToday(now)) {
            return refused(events, leases.denial());
        }
        long wait = local.take(events, now);
        if (wait > 0) {
            return refused(events, wait, false);
        }
        untold.addAndGet(events);
        metrics.degraded(events);
        return ADMITTED;
    }

    private CompletionStage<Void> refused(int events, Denial denial) {
        return refused(events, denial.roomAt() - System.nanoTime(), denial.tomorrow());
    }

    private CompletionStage<Void> refused(int events, long waitNanos, boolean tomorrow) {
        metrics.limited(events);
        long seconds = Math.max(1, (waitNanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
        String message = tomorrow
                ? "the workspace has used up its quota of " + limits.eventsPerDay() + " events a day"
                : "the workspace sends more than its " + limits.eventsPerSecond() + " events a second";
        return CompletableFuture.failedStage(CollectorException.limited(message, seconds));
    }

    /** Tells the shared window what it does not know yet. What is lost on the way is not told again. */
    void tell() {
        leases.tell(untold.getAndSet(0));
    }
}
