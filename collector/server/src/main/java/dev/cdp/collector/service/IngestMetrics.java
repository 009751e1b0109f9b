package dev.cdp.collector.service;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetter.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts events of authenticated requests that were answered: received = accepted + rejected +
 * dropped. Rejected ones have a dead letter; dropped ones (late, too large) have none.
 *
 * <p>Beside that it counts dead letters by stage and reason, both of them lists of our own. They are
 * the rejected events, and the bodies that could not be read.
 */
@Singleton
class IngestMetrics {
    private final MeterRegistry metrics;
    private final Counter accepted;
    private final Counter rejected;
    private final Counter dropped;
    /** A reason belongs to one stage. */
    private final Map<Reason, Counter> letters = new ConcurrentHashMap<>();

    IngestMetrics(PrometheusMeterRegistry metrics) {
        this.metrics = metrics;
        accepted = counter("accepted");
        rejected = counter("rejected");
        dropped = counter("dropped");
    }

    private Counter counter(String outcome) {
        return Counter.builder("cdp.collector.events")
                .description("Events answered, by what became of them")
                .tag("outcome", outcome)
                .register(metrics);
    }

    void count(Decision decision) {
        add(accepted, decision.accepted());
        add(rejected, decision.rejected());
        add(dropped, decision.dropped());
        decision.letters().forEach(this::count);
    }

    /** Two of three are mostly none, and an atomic addition each. */
    private static void add(Counter counter, int events) {
        if (events > 0) {
            counter.increment(events);
        }
    }

    void count(DeadLetter letter) {
        letters.computeIfAbsent(letter.reason(), reason -> Counter.builder("cdp.collector.dead.letters")
                        .description("Dead letters, by what was wrong")
                        .tag("stage", letter.stage().wireName())
                        .tag("reason", reason.wireName())
                        .register(metrics))
                .increment();
    }
}
