package dev.cdp.collector.service.auth;

import dev.cdp.collector.domain.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Counts look-ups of write keys by who had the answer: memory, Redis, PostgreSQL; negative, whoever
 * said so, that there is no such key; or stale, from memory past its time because PostgreSQL is away.
 */
@Singleton
class KeyMetrics {
    private final Counter memory;
    private final Counter redis;
    private final Counter postgres;
    private final Counter negative;
    private final Counter stale;

    KeyMetrics(PrometheusMeterRegistry metrics) {
        memory = counter(metrics, "memory");
        redis = counter(metrics, "redis");
        postgres = counter(metrics, "postgres");
        negative = counter(metrics, "negative");
        stale = counter(metrics, "stale");
    }

    private static Counter counter(MeterRegistry metrics, String level) {
        return Counter.builder("cdp.collector.keys")
                .description("Look-ups of write keys, by who had the answer")
                .tag("level", level)
                .register(metrics);
    }

    void inMemory(Optional<Source> source) {
        count(memory, source);
    }

    void inRedis(Optional<Source> source) {
        count(redis, source);
    }

    void inPostgres(Optional<Source> source) {
        count(postgres, source);
    }

    void stale() {
        stale.increment();
    }

    private void count(Counter level, Optional<Source> source) {
        (source.isPresent() ? level : negative).increment();
    }
}
