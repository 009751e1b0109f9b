package dev.cdp.collector.handler;

import dev.cdp.collector.service.body.Endpoint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Requests by endpoint and class of status, with their latency, and refusals by status. Every label
 * comes from a list of our own: what clients send can't grow a metric.
 */
@Singleton
final class RequestMetrics {
    /** Everything that takes no events. */
    private static final String OTHER = "other";

    private static final int CLASSES = 6;
    private static final Duration[] BUCKETS = Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    /** By endpoint, the last being {@link #OTHER}, and by the first digit of the status. */
    private final Timer[][] timers;

    private final Map<Integer, Counter> refusals = new ConcurrentHashMap<>();
    private final Counter bodyBytes;
    private final MeterRegistry metrics;

    RequestMetrics(PrometheusMeterRegistry metrics) {
        this.metrics = metrics;
        this.timers = Stream.concat(Arrays.stream(Endpoint.values()).map(Endpoint::wireName), Stream.of(OTHER))
                .map(this::timers)
                .toArray(Timer[][]::new);
        this.bodyBytes = Counter.builder("cdp.collector.body")
                .description("Bodies, inflated")
                .baseUnit("bytes")
                .register(metrics);
    }

    private Timer[] timers(String endpoint) {
        Timer[] byClass = new Timer[CLASSES];
        for (int digit = 2; digit < CLASSES; digit++) {
            byClass[digit] = Timer.builder("cdp.collector.requests")
                    .description("Requests, from the head to the answer")
                    .tag("endpoint", endpoint)
                    .tag("status", digit + "xx")
                    .serviceLevelObjectives(BUCKETS)
                    .register(metrics);
        }
        return byClass;
    }

    void answered(Exchange exchange, int status) {
        int row = exchange.endpoint().map(Endpoint::ordinal).orElse(timers.length - 1);
        timers[row][Math.min(Math.max(status / 100, 2), CLASSES - 1)].record(exchange.elapsed());
        exchange.submission().ifPresent(submission -> bodyBytes.increment(submission.body().length));
        if (status >= 400) {
            refused(status);
        }
    }

    /** Statuses are ours: a dozen. */
    void refused(int status) {
        refusals.computeIfAbsent(status, code -> Counter.builder("cdp.collector.refusals")
                        .description("Requests that were refused as a whole, by status")
                        .tag("status", Integer.toString(code))
                        .register(metrics))
                .increment();
    }
}
