package dev.cdp.e2e.kill;

import dev.cdp.e2e.stack.Collector;
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

/**
 * Sends batches at a steady pace, and keeps the message ids that were answered 200: each of them
 * must be stored once, whatever dies meanwhile.
 */
final class Traffic implements AutoCloseable {
    private static final int BATCH = 20;
    private static final long PACE_MILLIS = 50;
    private static final int VISITORS = 97;

    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicLong next = new AtomicLong();
    private final Collector collector;
    private final String run;
    private Future<?> sending = CompletableFuture.completedFuture(null);

    /**
     * Prepares a run.
     *
     * @param run beginning of every message id
     */
    Traffic(Collector collector, String run) {
        this.collector = collector;
        this.run = run;
    }

    void start() {
        sending = sender.scheduleAtFixedRate(this::sendBatch, 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sends one batch now; returns when it has been answered. */
    void sendBatch() {
        List<Map<String, Object>> events = IntStream.range(0, BATCH)
                .mapToObj(i -> event(next.getAndIncrement()))
                .toList();
        Collector.Answer answer = collector.post("/v1/batch", Map.of("batch", events));
        if (answer.status() == 200 && !answer.body().has("rejected")) {
            events.forEach(event -> accepted.add((String) event.get("messageId")));
        }
    }

    /** Stops, and returns what was accepted; all that was sent, since no collector dies here. */
    Set<String> stop() {
        close();
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
