package dev.cdp.e2e.kill;

import dev.cdp.e2e.stack.Collector;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Sends batches at a steady pace, and keeps the message ids that were answered 200: each of them
 * must be stored once, whatever dies meanwhile. A batch that is not answered so is sent again before
 * the next, as SDKs do.
 */
public final class Traffic implements AutoCloseable {
    private static final int BATCH = 20;
    private static final long PACE_MILLIS = 50;
    private static final int VISITORS = 97;

    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicLong next = new AtomicLong();
    private final Collector collector;
    private final String run;
    private List<Map<String, Object>> unanswered = List.of();
    private Future<?> sending = CompletableFuture.completedFuture(null);

    /**
     * Prepares a run.
     *
     * @param run beginning of every message id
     */
    public Traffic(Collector collector, String run) {
        this.collector = collector;
        this.run = run;
    }

    public void start() {
        sending = sender.scheduleAtFixedRate(this::sendBatch, 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sends one batch, the one that is still unanswered if there is such; returns when it has been answered. */
    void sendBatch() {
        if (unanswered.isEmpty()) {
            unanswered = IntStream.range(0, BATCH)
                    .mapToObj(i -> event(next.getAndIncrement()))
                    .toList();
        }
        if (isAccepted(unanswered)) {
            unanswered.forEach(event -> accepted.add((String) event.get("messageId")));
            unanswered = List.of();
        }
    }

    private boolean isAccepted(List<Map<String, Object>> events) {
        try {
            Collector.Answer answer = collector.post("/v1/batch", Map.of("batch", events));
            return answer.status() == 200 && !answer.body().has("rejected");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public int acceptedByNow() {
        return accepted.size();
    }

    /** Stops, and returns what was accepted: in the end all that was sent. */
    public Set<String> stop() {
        close();
        Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> {
            if (!unanswered.isEmpty()) {
                sendBatch();
            }
            return unanswered.isEmpty();
        });
        if (accepted.size() != next.get()) {
            throw new AssertionError(next.get() + " events were sent, " + accepted.size() + " accepted");
        }
        return Set.copyOf(accepted);
    }

    @Override
    public void close() {
        sending.cancel(false);
        sender.shutdown();
        try {
            if (!sender.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new AssertionError("the collector does not answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> event(long n) {
        return Map.of(
                "type",
                "track",
                "event",
                "Kill Tested",
                "messageId",
                run + n,
                "anonymousId",
                run + "visitor-" + n % VISITORS,
                "properties",
                Map.of("number", n));
    }
}
