package dev.cdp.admin.service.replay;

import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.ReplayRepository;
import dev.cdp.admin.repo.ReplayRow;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes running replays on, a page at a time. Of all services one does so at a time (an advisory lock). A page counts
 * once it was sent; killed in between, it is sent again, and lands once.
 */
@Singleton
public class ReplayRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayRunner.class);
    private static final int PAGE = 100;
    private static final int AT_ONCE = 10;

    private final TransactionOperations<Connection> transactions;
    private final ReplayRepository replays;
    private final FailedEvents failures;
    private final ReplayPage page;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "replays"));

    ReplayRunner(
            TransactionOperations<Connection> transactions,
            ReplayRepository replays,
            FailedEvents failures,
            ReplayPage page) {
        this.transactions = transactions;
        this.replays = replays;
        this.failures = failures;
        this.page = page;
    }

    /** Goes on with those of an earlier process, too. */
    @Scheduled(fixedDelay = "1s")
    void tick() {
        try {
            thread.submit(this::run).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException | java.util.concurrent.ExecutionException e) {
            LOG.debug("the next round goes on", e);
        }
    }

    @PreDestroy
    void end() {
        thread.shutdownNow();
    }

    /** Rounds until all are done; each takes every running replay on by a page, so that a large one holds up none. */
    private void run() {
        while (!Thread.currentThread().isInterrupted() && round()) {
            LOG.debug("more is to be replayed");
        }
    }

    private boolean round() {
        return transactions.executeWrite(status -> {
            if (!replays.tryLock()) {
                return false;
            }
            boolean more = false;
            for (ReplayRow replay : replays.running(AT_ONCE)) {
                more |= advance(replay);
            }
            return more;
        });
    }

    /** Whether there is more of it to be sent now. */
    private boolean advance(ReplayRow replay) {
        try {
            List<FailedEvent> next =
                    failures.behind(replay.workspaceId(), Selection.parse(replay.selection()), replay.position(), PAGE);
            if (!next.isEmpty()) {
                ReplayPage.Done done = page.send(replay, next);
                replays.advance(
                        replay.id(),
                        done.sent(),
                        done.refused(),
                        next.get(next.size() - 1).id(),
                        done.error());
            }
            if (next.size() < PAGE) {
                replays.end(replay.id(), "done");
            }
            return next.size() == PAGE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (KafkaException e) {
            return hold(replay, "Kafka does not take it; it goes on when it does", e);
        } catch (Problem e) {
            return hold(replay, e.getMessage(), e);
        }
    }

    private boolean hold(ReplayRow replay, String why, RuntimeException cause) {
        LOG.warn("replay {} waits: {}", replay.id(), cause.toString());
        replays.waiting(replay.id(), why);
        return false;
    }
}
