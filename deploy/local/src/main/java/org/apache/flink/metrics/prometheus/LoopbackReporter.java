package org.apache.flink.metrics.prometheus;

import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Flink's Prometheus reporter, but at the loopback interface alone: Flink's own has no setting for its address. In
 * Flink's package, as the registry that holds the metrics is visible there only.
 */
final class LoopbackReporter extends AbstractPrometheusReporter {
    private final HTTPServer server;

    /** @throws IOException when the port is taken */
    LoopbackReporter(int port) throws IOException {
        boolean daemon = true;
        server = new HTTPServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), registry, daemon);
    }

    @Override
    public void close() {
        server.stop();
        super.close();
    }
}
