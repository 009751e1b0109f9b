package dev.cdp.collector.ratelimit;

import dev.cdp.collector.domain.RateLimits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The leases of one workspace in this collector. There is one at a time, and at most one question is on
 * its way to the shared window; who finds too little waits for its answer, without blocking.
 *
 * <p>What is leased and not admitted is at most a twentieth of the burst, which bounds what a window can
 * be exceeded by: what was charged before it began and is admitted in it.
 */
final class Leases {
    private static final int SHARE = 20;
    private static final long MAX_EVENTS = 10_000;
    private static final long MAX_NANOS = 1_000_000_000;

    /** A lease is meant to last for this part of a second. */
    private static final double LASTS = 0.25;

    private final String workspaceId;
    private final RateLimits limits;
    private final SharedWindow window;
    private final LocalWindow local;
    private final RateMetrics metrics;
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private volatile Lease lease;

    /** The one before; what is left of it is given back with the next question. */
    private volatile Lease ended;

    private volatile Denial denial;
    private volatile boolean asking;

    /** How a request came out. */
    enum Outcome {
        ADMITTED,
        /** {@link Leases#denial} tells why. */
        REFUSED,
        /** The window did not answer. */
        UNANSWERED
    }

    private record Waiting(int events, CompletableFuture<Outcome> outcome) {}

    Leases(String workspaceId, RateLimits limits, SharedWindow window, LocalWindow local, RateMetrics metrics) {
        this.workspaceId = workspaceId;
        this.limits = limits;
        this.window = window;
        this.local = local;
        this.metrics = metrics;
        long now = System.nanoTime();
        this.lease = Lease.none(now);
        this.ended = lease;
        this.denial = Denial.none(now);
    }

    /** Takes from the lease; asks for the next one when it runs low. */
    boolean take(int events, long now) {
        Lease current = lease;
        if (!current.take(events, now)) {
            return false;
        }
        if (!asking && current.isLow() && !denial.covers(1, now) && more(now) > 0) {
            askAhead();
        }
        return true;
    }

    Denial denial() {
        return denial;
    }

    /** What there has to be room for: a request that no window could ever hold passes when one event would. */
    long least(int events) {
        return events > Math.min(limits.burst(), limits.eventsPerDay()) ? 1 : events;
    }

    /** Asks for as many, after those who have asked before. */
    CompletableFuture<Outcome> await(int events) {
        Waiting mine = new Waiting(events, new CompletableFuture<>());
        synchronized (this) {
            waiting.add(mine);
            if (asking) {
                return mine.outcome();
            }
            asking = true;
        }
        ask(mine);
        return mine.outcome();
    }

    private void askAhead() {
        synchronized (this) {
            if (asking) {
                return;
            }
            asking = true;
        }
        ask(null);
    }

    /** Asks for the first that waits, or ahead of need. Only one thread at a time comes here. */
    private void ask(Waiting first) {
        long now = System.nanoTime();
        Lease unspent = unspent(now);
        long need = first == null ? 1 : first.events();
        window.ask(workspaceId, limits, new Question(need, more(now), 0, unspent.drain(), unspent.slot()))
                .whenComplete((grant, failure) -> answered(first, grant, failure));
    }

    /** How many more than are needed to lease, going by how fast they are used. */
    private long more(long now) {
        long share = Math.max(1, Math.min(MAX_EVENTS, Math.min(limits.burst(), limits.eventsPerDay()) / SHARE));
        return Math.min(share, (long) (lease.perSecond(now) * LASTS));
    }

    /** The lease of which nothing will be taken any more. */
    private Lease unspent(long now) {
        Lease current = lease;
        return current.isOver(now) && ended.left() == 0 ? current : ended;
    }

    private void answered(Waiting first, Grant grant, Throwable failure) {
        Map<Waiting, Outcome> outcomes = new LinkedHashMap<>();
        Waiting next;
        synchronized (this) {
            settle(first, grant, failure, outcomes);
            next = waiting.peek();
            asking = next != null;
        }
        if (next != null) {
            ask(next);
        }
        outcomes.forEach((waiter, outcome) -> waiter.outcome().complete(outcome));
    }

    private void settle(Waiting first, Grant grant, Throwable failure, Map<Waiting, Outcome> outcomes) {
        long now = System.nanoTime();
        if (failure != null) {
            metrics.failed();
            waiting.forEach(waiter -> outcomes.put(waiter, Outcome.UNANSWERED));
            waiting.clear();
            return;
        }
        if (grant.events() > 0) {
            metrics.granted();
            local.charge(grant.events(), now);
            renew(first == null ? 0 : first.events(), grant, now);
        } else {
            metrics.refused();
            denial = Denial.of(first == null ? 1 : least(first.events()), grant, now);
        }
        if (first != null) {
            waiting.remove();
            outcomes.put(first, grant.events() > 0 ? Outcome.ADMITTED : Outcome.REFUSED);
        }
        serve(outcomes, now);
    }

    private void renew(long admitted, Grant grant, long now) {
        long nanos = Math.min(MAX_NANOS, limits.windowMillis() * 1_000_000 / 5);
        ended = lease;
        lease = new Lease(grant.events() - admitted, admitted, grant.slot(), now, nanos);
    }

    private void serve(Map<Waiting, Outcome> outcomes, long now) {
        for (Iterator<Waiting> waiters = waiting.iterator(); waiters.hasNext(); ) {
            Waiting waiter = waiters.next();
            if (lease.take(waiter.events(), now)) {
                outcomes.put(waiter, Outcome.ADMITTED);
                waiters.remove();
            } else if (denial.covers(least(waiter.events()), now)) {
                outcomes.put(waiter, Outcome.REFUSED);
                waiters.remove();
            }
        }
    }

    /** Gives back what nobody has taken, and tells how many were admitted without a lease. */
    void tell(long admitted) {
        Lease unspent = unspent(System.nanoTime());
        long events = unspent.drain();
        if (admitted > 0 || events > 0) {
            window.ask(workspaceId, limits, new Question(0, 0, admitted, events, unspent.slot()));
        }
    }
}
