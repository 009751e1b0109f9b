package dev.cdp.udf.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * How much of the processors each workspace's functions use. A workspace that is alone may use all; as
 * soon as another one's functions run too, it has to keep to its share: it waits when it has used more,
 * and no more of its functions are on the workers at a time.
 */
final class Budgets {
    private static final long SECOND = 1_000_000_000L;
    /** What a workspace may save up, and how long after its last use it counts as running. */
    private static final long WINDOW = 2 * SECOND;

    private final double share;
    private final long waste;
    private final Workers workers;
    private final LongSupplier clock;
    private final ConcurrentMap<String, Account> accounts = new ConcurrentHashMap<>();

    /**
     * Of one runtime.
     *
     * @param share of a processor that a workspace has while others run
     * @param wasteNanos that its failures may take at a time
     */
    Budgets(double share, long wasteNanos, Workers workers, LongSupplier nanoClock) {
        this.share = share;
        this.waste = wasteNanos;
        this.workers = workers;
        this.clock = nanoClock;
    }

    Account of(String workspaceId) {
        return accounts.computeIfAbsent(workspaceId, id -> new Account());
    }

    private boolean othersRun(Account one, long now) {
        for (Account account : accounts.values()) {
            if (account != one && now - account.lastUse < WINDOW) {
                return true;
            }
        }
        return false;
    }

    /** One workspace's use: nanoseconds that it may still spend, negative when it has spent more. */
    final class Account {
        private double left = WINDOW * share;
        private long asOf = clock.getAsLong();
        private volatile long lastUse = asOf - WINDOW;
        /** Invocations that can't be stopped, and use the budget until they end. */
        private int stuck;

        private final Lane lane = new Lane(workers, this::width);
        private final Waste wasted = new Waste(waste, clock);

        /** What its functions have spent on failures. */
        Waste waste() {
            return wasted;
        }

        /** The workspace's way to the workers. */
        Lane lane() {
            return lane;
        }

        private int width() {
            lastUse = clock.getAsLong();
            return othersRun(this, lastUse) ? Math.max(1, (int) share) : workers.count();
        }

        /** Nanoseconds that the next invocation has to wait; 0: none. */
        long nanosToWait() {
            long now = clock.getAsLong();
            synchronized (this) {
                refill(now);
                if (left > 0) {
                    return 0;
                }
            }
            if (!othersRun(this, now)) {
                return 0;
            }
            synchronized (this) {
                return left > 0 ? 0 : (long) (1 - left / share) + 1;
            }
        }

        void spend(long nanos) {
            long now = clock.getAsLong();
            lastUse = now;
            synchronized (this) {
                refill(now);
                // A debt is bounded too: what was used while alone is not held against it for long.
                left = Math.max(left - nanos, -(double) WINDOW * share / 4);
            }
        }

        synchronized void stuck() {
            refill(clock.getAsLong());
            stuck++;
        }

        synchronized void unstuck() {
            refill(clock.getAsLong());
            stuck--;
        }

        private void refill(long now) {
            left = Math.min(left + (now - asOf) * (share - stuck), WINDOW * share);
            left = Math.max(left, -(double) WINDOW * share / 4);
            asOf = now;
        }
    }
}
