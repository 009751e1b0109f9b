package dev.cdp.flink.connector.clickhouse;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * The sink's metrics, in the group {@code clickhouse} of its operator.
 *
 * <p>Blocks committed = blocks inserted by this try + {@code inDoubtFoundInPlace}; rows are counted as sent, the
 * table may fold them. Rows encoded = rows committed + rows parked + rows that are pending.
 */
final class SinkMetrics {
    private static final int LATENCY_WINDOW = 500;

    private final Counter rows = new ThreadSafeSimpleCounter();
    private final Counter blocks = new ThreadSafeSimpleCounter();
    private final Counter bytes = new ThreadSafeSimpleCounter();
    private final Counter retries = new ThreadSafeSimpleCounter();
    private final Counter foundInPlace = new ThreadSafeSimpleCounter();
    private final Counter rowsParked = new ThreadSafeSimpleCounter();
    private final Counter blocksParked = new ThreadSafeSimpleCounter();
    private final Counter ghostTokens = new ThreadSafeSimpleCounter();
    private final AtomicInteger blockedCommits = new AtomicInteger();
    private final Histogram commitMillis = new DescriptiveStatisticsHistogram(LATENCY_WINDOW);

    SinkMetrics(MetricGroup operator) {
        MetricGroup group = operator.addGroup("clickhouse");
        group.counter("rowsCommitted", rows);
        group.counter("blocksCommitted", blocks);
        group.counter("bytesCommitted", bytes);
        group.counter("retries", retries);
        group.counter("inDoubtFoundInPlace", foundInPlace);
        group.counter("rowsParked", rowsParked);
        group.counter("blocksParked", blocksParked);
        group.counter("ghostTokens", ghostTokens);
        group.gauge("blockedCommits", (Gauge<Integer>) blockedCommits::get);
        group.histogram("commitMillis", commitMillis);
    }

    void committed(ClickHouseCommittable block, boolean wasInPlace, Duration took) {
        rows.inc(block.rows());
        blocks.inc();
        bytes.inc(block.payload().length);
        if (wasInPlace) {
            foundInPlace.inc();
        }
        synchronized (commitMillis) {
            commitMillis.update(took.toMillis());
        }
    }

    void parked(ClickHouseCommittable block) {
        rowsParked.inc(block.rows());
        blocksParked.inc();
    }

    void retry() {
        retries.inc();
    }

    void ghostToken() {
        ghostTokens.inc();
    }

    /** Moves one block into or out of the number of those that wait for a person. */
    void blocked(boolean before, boolean now) {
        blockedCommits.addAndGet((now ? 1 : 0) - (before ? 1 : 0));
    }
}
