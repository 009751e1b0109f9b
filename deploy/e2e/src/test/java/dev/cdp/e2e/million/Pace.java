package dev.cdp.e2e.million;

import dev.cdp.e2e.stack.ConsumerLag;
import dev.cdp.e2e.stack.Stack;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Holds the senders back while the jobs are far behind, so that the load is as fast as the slowest job keeps up with. What
 * was sent since Kafka last told how far they are counts as behind: without Kafka the collector takes events all the same.
 */
final class Pace implements AutoCloseable {
    private static final long MOST_BEHIND = Long.getLong("cdp.million.behind", 60_000);
    private static final long LOOK_MILLIS = 500;
    private static final long WAIT_MILLIS = 20;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ConsumerLag lag;
    private final String warehouseGroup;
    private final AtomicInteger sent;
    private volatile Look last = new Look(0, 0);

    private record Look(long behind, int sent) {}

    /**
     * Looks until it is closed.
     *
     * @param warehouse id of the job, {@code WORKSPACE/ID}
     * @param sent events that were sent by now
     */
    Pace(Stack stack, String warehouse, AtomicInteger sent) {
        this.sent = sent;
        lag = stack.consumerLag();
        warehouseGroup = "cdp-delivery-" + warehouse;
        thread.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            int before = sent.get();
            long processing = lag.of("cdp-processing", "events.ingest");
            long archive = lag.of("cdp-archive", "events.ingest");
            long clickhouse = lag.of("cdp-delivery-clickhouse", "events.processed");
            long warehouse = lag.of(warehouseGroup, "events.processed");
            long delivery = processing + Math.max(clickhouse, warehouse);
            last = new Look(Math.max(archive, delivery), before);
        } catch (RuntimeException e) {
            // Kafka is away: what was seen last holds.
        }
    }

    /** Records that the slowest job has before it. */
    long behind() {
        Look look = last;
        return look.behind + sent.get() - look.sent;
    }

    void await() throws InterruptedException {
        while (behind() > MOST_BEHIND) {
            TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        lag.close();
    }
}
