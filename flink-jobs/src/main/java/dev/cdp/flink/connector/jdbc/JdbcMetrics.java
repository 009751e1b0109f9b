package dev.cdp.flink.connector.jdbc;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Rows taken = written + refused + those that wait in the batch. README.md says what each metric means. */
final class JdbcMetrics {
    private static final int LATENCY_WINDOW = 500;

    private final Counter rowsWritten;
    private final Counter rowsRefused;
    private final Counter batches;
    private final Counter retries;
    private final Counter columnsAdded;
    private final Histogram writeMillis;
    private final AtomicInteger blocked = new AtomicInteger();

    JdbcMetrics(MetricGroup operator) {
        MetricGroup group = operator.addGroup("warehouse");
        rowsWritten = group.counter("rowsWritten");
        rowsRefused = group.counter("rowsRefused");
        batches = group.counter("batches");
        retries = group.counter("retries");
        columnsAdded = group.counter("columnsAdded");
        writeMillis = group.histogram("writeMillis", new DescriptiveStatisticsHistogram(LATENCY_WINDOW));
        group.gauge("blockedWrites", (Gauge<Integer>) blocked::get);
    }

    void written(int rows, int refused, long millis) {
        rowsWritten.inc(rows);
        rowsRefused.inc(refused);
        batches.inc();
        writeMillis.update(millis);
    }

    void retry() {
        retries.inc();
    }

    void columnAdded() {
        columnsAdded.inc();
    }

    void blocked(boolean waitsForAPerson) {
        blocked.set(waitsForAPerson ? 1 : 0);
    }
}
