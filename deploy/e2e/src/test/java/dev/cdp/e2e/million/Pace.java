package dev.cdp.e2e.million;

import dev.cdp.e2e.stack.ConsumerLag;
import dev.cdp.e2e.stack.Stack;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Holds the senders back while the jobs are far behind, so that the load is as fast as the slowest job keeps up with. */
final class Pace implements AutoCloseable {
    private static final long MOST_BEHIND = Long.getLong("cdp.million.behind", 60_000);
    private static final long LOOK_MILLIS = 500;
    private static final long WAIT_MILLIS = 20;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ConsumerLag lag;
    private final String warehouseGroup;
    private volatile long behind;

    /** @param warehouse id of the job, {@code WORKSPACE/ID} */
    Pace(Stack stack, String warehouse) {
        lag = stack.consumerLag();
        warehouseGroup = "cdp-delivery-" + warehouse;
        thread.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            long processing = lag.of("cdp-processing", "events.ingest");
            long archive = lag.of("cdp-archive", "events.ingest");
            long clickhouse = lag.of("cdp-delivery-clickhouse", "events.processed");
            long warehouse = lag.of(warehouseGroup, "events.processed");
            behind = Math.max(Math.max(processing, archive), processing + Math.max(clickhouse, warehouse));
        } catch (RuntimeException e) {
            // Kafka is away: what was seen last holds, and the collector takes events all the same.
        }
    }

    /** Records that the slowest job has before it. */
    long behind() {
        return behind;
    }

    void await() throws InterruptedException {
        while (behind > MOST_BEHIND) {
            TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        lag.close();
    }
}
