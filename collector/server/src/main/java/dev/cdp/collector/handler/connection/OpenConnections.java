package dev.cdp.collector.handler.connection;

import dev.cdp.collector.config.ServerSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts connections, those that were too many, and the requests on them. */
@Singleton
final class OpenConnections {
    private final int limit;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final Counter refused;

    OpenConnections(ServerSettings settings, MeterRegistry metrics) {
        this.limit = settings.connections();
        Gauge.builder("cdp.collector.connections.open", open, AtomicInteger::doubleValue)
                .description("Open connections")
                .register(metrics);
        Gauge.builder("cdp.collector.requests.open", requests, AtomicInteger::doubleValue)
                .description("Requests that are not answered yet")
                .register(metrics);
        this.refused = Counter.builder("cdp.collector.connections.refused")
                .description("Connections closed as they came: too many were open")
                .register(metrics);
    }

    /** Counts a connection that {@link #closed} will be called for; false if it is one too many. */
    boolean opened() {
        if (open.incrementAndGet() <= limit) {
            return true;
        }
        refused.increment();
        return false;
    }

    void asked() {
        requests.incrementAndGet();
    }

    /** So many requests need no answer any more. */
    void answered(int count) {
        requests.addAndGet(-count);
    }

    void closed() {
        open.decrementAndGet();
    }
}
