package dev.cdp.collector.log;

import dev.cdp.collector.journal.Journal;
import dev.cdp.collector.journal.JournalException;
import dev.cdp.collector.journal.JournalListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The journal's figures, under {@code cdp.collector.journal}. */
@Singleton
final class JournalMetrics implements JournalListener {
    private static final String PREFIX = "cdp.collector.journal.";

    private final MeterRegistry registry;
    private final Counter recovered;
    private final Counter appended;
    private final Counter bytes;
    private final Map<JournalException.Reason, Counter> refused = new EnumMap<>(JournalException.Reason.class);
    private final Counter sent;
    private final Counter replayed;
    private final Counter acknowledged;
    private final Counter quarantined;
    private final Counter lost;
    private final Counter corruptBytes;
    private final Counter failures;
    private final Timer fsync;

    JournalMetrics(PrometheusMeterRegistry registry) {
        this.registry = registry;
        this.recovered = counter("recovered", "Records found at the start, or taken back, that Kafka may not have");
        this.appended = counter("appended", "Records written");
        this.bytes = counter("appended.bytes", "Bytes written");
        for (JournalException.Reason reason : JournalException.Reason.values()) {
            refused.put(
                    reason,
                    Counter.builder(PREFIX + "refused")
                            .description("Appends refused")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        this.sent = counter("sent", "Records handed to Kafka from memory");
        this.replayed = counter("replayed", "Records handed to Kafka from the disk");
        this.acknowledged = counter("acknowledged", "Records that Kafka has, each once");
        this.quarantined = counter("quarantined", "Records that Kafka will never take, moved aside");
        this.lost = counter("lost", "Records that could not be read back");
        this.corruptBytes = counter("corrupt.bytes", "Bytes of segments that hold no valid record");
        this.failures = counter("kafka.failures", "Times that the way to Kafka was begun anew");
        this.fsync =
                Timer.builder(PREFIX + "fsync").description("Syncs of the disk").register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(PREFIX + name).description(description).register(registry);
    }

    /** Adds the gauges of an open journal. */
    void bind(Journal journal) {
        gauge(journal, "depth", "Records that Kafka has not acknowledged", j -> j.status()
                .depth());
        gauge(journal, "bytes", "Bytes of all segments", j ->
                (double) j.status().bytes());
        gauge(journal, "synced.position", "Position before which a power loss takes nothing", j -> {
            return (double) j.status().synced();
        });
        gauge(journal, "unsynced", "Records that a power loss may take", j ->
                (double) j.status().unsynced());
        gauge(journal, "oldest.seconds", "Age of the oldest record that Kafka has not acknowledged", j -> {
            return j.status().oldest().toMillis() / 1_000.0;
        });
        gauge(journal, "refusing", "1 while events are refused", j -> {
            return j.status().refusing().isPresent() ? 1 : 0;
        });
        gauge(journal, "replaying", "1 while records go to Kafka from the disk", j -> {
            return j.status().replaying() ? 1 : 0;
        });
    }

    private void gauge(Journal journal, String name, String description, ToDoubleFunction<Journal> value) {
        Gauge.builder(PREFIX + name, journal, value).description(description).register(registry);
    }

    @Override
    public void recovered(long records) {
        recovered.increment((double) records);
    }

    @Override
    public void appended(int records, long written) {
        appended.increment(records);
        bytes.increment((double) written);
    }

    @Override
    public void refused(JournalException.Reason reason) {
        refused.get(reason).increment();
    }

    @Override
    public void sent() {
        sent.increment();
    }

    @Override
    public void replayed() {
        replayed.increment();
    }

    @Override
    public void acknowledged(long records) {
        acknowledged.increment((double) records);
    }

    @Override
    public void quarantined() {
        quarantined.increment();
    }

    @Override
    public void lost(long records) {
        lost.increment((double) records);
    }

    @Override
    public void corrupt(Path segment, long offset, long length) {
        corruptBytes.increment((double) length);
    }

    @Override
    public void fsynced(long nanos) {
        fsync.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void destinationFailed(Exception why) {
        failures.increment();
    }
}
