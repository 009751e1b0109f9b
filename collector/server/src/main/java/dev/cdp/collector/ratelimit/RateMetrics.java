package dev.cdp.collector.ratelimit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Singleton;

/**
 * Counts the events that asked for room: admitted + degraded + limited = asked. Degraded ones were
 * admitted without Redis; limited ones were answered 429. Beside them the questions to Redis.
 */
@Singleton
class RateMetrics {
    private final Counter admitted;
    private final Counter degraded;
    private final Counter limited;
    private final Counter granted;
    private final Counter refused;
    private final Counter failed;

    RateMetrics(PrometheusMeterRegistry metrics) {
        admitted = events(metrics, "admitted");
        degraded = events(metrics, "degraded");
        limited = events(metrics, "limited");
        granted = leases(metrics, "granted");
        refused = leases(metrics, "refused");
        failed = leases(metrics, "failed");
    }

    private static Counter events(MeterRegistry metrics, String outcome) {
        return Counter.builder("cdp.collector.rate.events")
                .description("Events that asked for room in their workspace's rate limit")
                .tag("outcome", outcome)
                .register(metrics);
    }

    private static Counter leases(MeterRegistry metrics, String outcome) {
        return Counter.builder("cdp.collector.rate.leases")
                .description("Shares of the rate limits' windows that Redis was asked for")
                .tag("outcome", outcome)
                .register(metrics);
    }

    void admitted(int events) {
        admitted.increment(events);
    }

    void degraded(int events) {
        degraded.increment(events);
    }

    void limited(int events) {
        limited.increment(events);
    }

    void granted() {
        granted.increment();
    }

    void refused() {
        refused.increment();
    }

    void failed() {
        failed.increment();
    }
}
