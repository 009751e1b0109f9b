package dev.cdp.collector.handler.connection;

import dev.cdp.collector.config.ServerSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all requests together may take of memory, as an estimate: the bytes of their bodies while they
 * come in, and some times as many while their events are checked and stored. Beyond it requests are
 * refused, so that no number of large bodies fills the heap.
 */
@Singleton
public final class MemoryBudget {
    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    MemoryBudget(ServerSettings settings, MeterRegistry metrics) {
        this.limit = settings.memoryBytes();
        Gauge.builder("cdp.collector.requests.memory", taken, AtomicLong::doubleValue)
                .description("Memory that requests take, estimated")
                .baseUnit("bytes")
                .register(metrics);
    }

    /** Takes so many bytes, all or none; what was taken has to be given back. */
    public boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= limit) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    public void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }
}
