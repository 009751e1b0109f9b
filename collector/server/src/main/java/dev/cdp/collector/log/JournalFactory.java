package dev.cdp.collector.log;

import dev.cdp.collector.config.CollectorSettings;
import dev.cdp.collector.config.JournalSettings;
import dev.cdp.collector.config.LimitSettings;
import dev.cdp.collector.journal.Destination;
import dev.cdp.collector.journal.Journal;
import dev.cdp.collector.journal.JournalConfig;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

@Factory
final class JournalFactory {
    private static final long MIB = 1024L * 1024;

    /** Closing it gives Kafka a while to take what is left; the next start sends the rest. */
    @Singleton
    @Bean(preDestroy = "close")
    Journal journal(
            JournalSettings settings,
            CollectorSettings collector,
            LimitSettings limits,
            Destination.Factory kafka,
            JournalMetrics metrics) {
        JournalConfig config = config(settings, collector).withMaxRecordBytes(limits.recordKb() * 1024);
        Journal journal = Journal.open(config, kafka, metrics);
        metrics.bind(journal);
        return journal;
    }

    private static JournalConfig config(JournalSettings settings, CollectorSettings collector) {
        JournalConfig defaults = JournalConfig.in(settings.dir());
        String instance = collector.instance();
        JournalConfig named = instance.isBlank() ? defaults : defaults.withInstance(instance);
        return named.withFsync(settings.fsync(), settings.fsyncInterval())
                .withDisk(settings.segmentMb() * MIB, settings.limitMb() * MIB, settings.grace())
                .withMemory(
                        settings.queueMb() * MIB,
                        settings.tailMb() * MIB,
                        defaults.memory().inFlightRecords(),
                        settings.inFlightMb() * MIB);
    }
}
