package org.apache.flink.metrics.prometheus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Found by Flink as a service; its one setting is {@code port}. */
public final class LoopbackReporterFactory implements MetricReporterFactory {
    /** Of Flink's own reporter. */
    private static final int DEFAULT_PORT = 9249;

    /** @param settings a {@link MetricConfig}, whose numbers are no text */
    @Override
    public MetricReporter createMetricReporter(Properties settings) {
        int port = ((MetricConfig) settings).getInteger("port", DEFAULT_PORT);
        try {
            return new LoopbackReporter(port);
        } catch (IOException e) {
            throw new UncheckedIOException("metrics can't be read at port " + port, e);
        }
    }
}
