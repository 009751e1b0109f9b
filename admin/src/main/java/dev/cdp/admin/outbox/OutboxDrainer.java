package dev.cdp.admin.outbox;

import dev.cdp.admin.repo.OutboxRepository;
import dev.cdp.admin.repo.OutboxRow;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the outbox to Kafka. A round is one transaction: it takes the advisory lock, so that of all services one drains
 * at a time; reads the oldest rows; writes them to Kafka; and deletes them once Kafka has acknowledged. Killed at
 * whatever moment, the rows are either still there and are written again, or were written: at least once, in order of
 * ids among one key.
 */
@Singleton
public class OutboxDrainer {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxDrainer.class);
    private static final int BATCH = 500;

    private final TransactionOperations<Connection> transactions;
    private final OutboxRepository outbox;
    private final ConfigTopic topic;
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicLong waiting = new AtomicLong();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "outbox"));

    OutboxDrainer(
            TransactionOperations<Connection> transactions,
            OutboxRepository outbox,
            ConfigTopic topic,
            MeterRegistry metrics) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.topic = topic;
        metrics.gauge("cdp.admin.outbox.waiting", waiting);
        metrics.gauge("cdp.admin.outbox.away", away, state -> state.get() ? 1 : 0);
    }

    /** Drains soon. */
    void wake() {
        try {
            thread.execute(this::drain);
        } catch (RejectedExecutionException e) {
            LOG.debug("the service is ending; the next one drains", e);
        }
    }

    /** Finds what others have left: an earlier process that was killed, or another service. */
    @Scheduled(fixedDelay = "1s", initialDelay = "200ms")
    void tick() {
        wake();
    }

    @PreDestroy
    void end() {
        thread.shutdownNow();
    }

    private void drain() {
        try {
            while (round() == BATCH) {
                LOG.debug("more is waiting");
            }
            if (away.compareAndSet(true, false)) {
                LOG.info("kafka takes configuration again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The rows are still there; the next round begins with them.
            if (away.compareAndSet(false, true)) {
                LOG.warn("configuration waits in the outbox: {}", e.toString());
            }
        }
    }

    /** How many were moved. */
    private int round() throws InterruptedException {
        int moved = transactions.executeWrite(status -> {
            waiting.set(outbox.countAll());
            if (waiting.get() == 0 || !outbox.tryLock()) {
                return 0;
            }
            List<OutboxRow> rows = outbox.oldest(BATCH);
            if (rows.isEmpty()) {
                return 0;
            }
            try {
                topic.write(rows);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted", e);
            }
            outbox.delete(rows.stream().map(OutboxRow::id).toList());
            return rows.size();
        });
        waiting.addAndGet(-moved);
        return moved;
    }
}
