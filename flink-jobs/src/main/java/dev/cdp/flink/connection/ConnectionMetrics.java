package dev.cdp.flink.connection;

import dev.cdp.flink.config.ConfigView;
import dev.cdp.flink.functions.ActiveFunctions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts events. In, with those restored = elsewhere + dropped + deadLetters + delivered + inFlight; {@code rows} is
 * what the delivered ones became.
 */
final class ConnectionMetrics {
    final Counter elsewhere;
    final Counter dropped;
    final Counter deadLetters;
    final Counter delivered;
    final Counter rows;
    final Counter retries;

    ConnectionMetrics(MetricGroup group, InFlight inFlight, ConfigView config, ActiveFunctions functions) {
        elsewhere = group.counter("elsewhere");
        dropped = group.counter("dropped");
        deadLetters = group.counter("deadLetters");
        delivered = group.counter("delivered");
        rows = group.counter("rows");
        retries = group.counter("retries");
        group.gauge("inFlight", (Gauge<Integer>) inFlight::size);
        group.gauge("functionsNotCompiled", (Gauge<Long>) functions::notCompiled);
        MetricGroup configGroup = group.addGroup("config");
        configGroup.gauge("records", (Gauge<Integer>) () -> config.current().size());
        configGroup.gauge("unreadable", (Gauge<Long>) config::unreadable);
        configGroup.gauge("wentBack", (Gauge<Long>) config::wentBack);
    }
}
