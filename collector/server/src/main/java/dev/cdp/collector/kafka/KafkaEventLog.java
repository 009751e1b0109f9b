package dev.cdp.collector.kafka;

import dev.cdp.collector.config.CollectorSettings;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.log.EventLog;
import dev.cdp.collector.log.LogEntry;
import dev.cdp.collector.log.LogRecord;
import dev.cdp.contract.Origin;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Safe means: acknowledged by all in-sync replicas. Kafka away or the buffer full fails the append
 * at once, since the producer is configured not to block.
 *
 * <p>A failed append leaves a gap in the sequence.
 */
@Singleton
final class KafkaEventLog implements EventLog {
    private final Producer<String, byte[]> producer;
    private final KafkaState state;
    private final String instance;
    private final long epoch = System.currentTimeMillis();
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicInteger unacknowledged;

    KafkaEventLog(
            Producer<String, byte[]> producer, KafkaState state, CollectorSettings settings, MeterRegistry metrics) {
        this.unacknowledged = metrics.gauge("cdp.collector.records.unacknowledged", new AtomicInteger());
        this.producer = producer;
        this.state = state;
        this.instance = settings.instance();
    }

    @Override
    public CompletionStage<Void> append(List<LogEntry> entries) {
        if (!state.isAccepting()) {
            return CompletableFuture.failedFuture(unavailable(null));
        }
        Acknowledgements acknowledgements = new Acknowledgements(entries.size());
        for (LogEntry entry : entries) {
            send(encode(entry), acknowledgements);
        }
        return acknowledgements.all;
    }

    private LogRecord encode(LogEntry entry) {
        if (entry instanceof LogEntry.Accepted accepted) {
            return LogRecord.of(accepted, new Origin(instance, epoch, sequence.getAndIncrement()));
        }
        return LogRecord.of(((LogEntry.Rejected) entry).letter());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback is told the same.
    private void send(LogRecord record, Acknowledgements acknowledgements) {
        ProducerRecord<String, byte[]> out = new ProducerRecord<>(record.topic(), record.key(), record.value());
        unacknowledged.incrementAndGet();
        record.headers().ifPresent(headers -> headers.forEach(out.headers()::add));
        try {
            producer.send(out, (metadata, failure) -> acknowledgements.add(failure));
        } catch (KafkaException e) {
            acknowledgements.add(e);
        }
    }

    private static CollectorException refusal(Exception failure) {
        // Sent again it would be too large again, for ever.
        return failure instanceof RecordTooLargeException
                ? CollectorException.tooLarge("", "the event is too large to be stored")
                : unavailable(failure);
    }

    private static CollectorException unavailable(Throwable cause) {
        return CollectorException.unavailable("events can't be stored at the moment", cause);
    }

    /** Counts the answers of one append. */
    private final class Acknowledgements {
        private final CompletableFuture<Void> all = new CompletableFuture<>();
        private final AtomicInteger missing;

        Acknowledgements(int records) {
            this.missing = new AtomicInteger(records);
            if (records == 0) {
                all.complete(null);
            }
        }

        void add(Exception failure) {
            unacknowledged.decrementAndGet();
            if (failure != null) {
                state.sendFailed(failure);
                all.completeExceptionally(refusal(failure));
            } else if (missing.decrementAndGet() == 0) {
                all.complete(null);
            }
        }
    }
}
