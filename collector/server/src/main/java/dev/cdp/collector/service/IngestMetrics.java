package dev.cdp.collector.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/**
 * Counts events of authenticated requests that were answered: received = accepted + rejected +
 * dropped. Rejected ones have a dead letter; dropped ones (late, too large) have none.
 */
@Singleton
class IngestMetrics {
    private final Counter accepted;
    private final Counter rejected;
    private final Counter dropped;

    IngestMetrics(MeterRegistry metrics) {
        accepted = counter(metrics, "accepted");
        rejected = counter(metrics, "rejected");
        dropped = counter(metrics, "dropped");
    }

    private static Counter counter(MeterRegistry metrics, String outcome) {
        return Counter.builder("cdp.collector.events")
                .description("Events answered, by what became of them")
                .tag("outcome", outcome)
                .register(metrics);
    }

    void count(Verdicts verdicts) {
        accepted.increment(verdicts.accepted());
        rejected.increment(verdicts.rejected());
        dropped.increment(verdicts.dropped());
    }
}
