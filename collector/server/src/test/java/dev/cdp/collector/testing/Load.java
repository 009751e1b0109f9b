package dev.cdp.collector.testing;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Clients that send one request after the other, single events and batches in turn, and send again
 * what was not answered 200, as SDKs do. Each client is one anonymous id.
 */
public final class Load implements AutoCloseable {
    private static final int BATCH = 10;
    private static final Duration BACK_OFF = Duration.ofMillis(100);

    private final String prefix;
    private final Supplier<CollectorProcess> collector;
    private final ExecutorService executor;
    private final List<List<String>> accepted = new ArrayList<>();
    private final List<CompletableFuture<Void>> running = new ArrayList<>();
    private volatile boolean stopped;

    private Load(String prefix, int clients, Supplier<CollectorProcess> collector) {
        this.prefix = prefix;
        this.collector = collector;
        this.executor = Executors.newFixedThreadPool(clients);
    }

    /**
     * Starts clients.
     *
     * @param prefix of all message ids: {@code prefix-client-number}
     * @param collector the one to send to, asked before each request
     */
    public static Load start(String prefix, int clients, Supplier<CollectorProcess> collector) {
        Load load = new Load(prefix, clients, collector);
        for (int client = 0; client < clients; client++) {
            int number = client;
            List<String> ids = Collections.synchronizedList(new ArrayList<>());
            load.accepted.add(ids);
            load.running.add(CompletableFuture.runAsync(() -> load.send(number, ids), load.executor));
        }
        return load;
    }

    private void send(int client, List<String> ids) {
        int next = 0;
        for (int request = 0; !stopped; request++) {
            int size = request % 2 == 0 ? 1 : BATCH;
            List<String> events = IntStream.range(next, next + size)
                    .mapToObj(i -> prefix + "-" + client + "-" + i)
                    .toList();
            while (!isAccepted(client, events)) {
                if (stopped) {
                    return;
                }
                pause();
            }
            ids.addAll(events);
            next += size;
        }
    }

    private boolean isAccepted(int client, List<String> ids) {
        List<String> events = ids.stream()
                .map(id -> "{\"type\":\"page\",\"messageId\":\"%s\",\"anonymousId\":\"%s-%d\",\"properties\":{\"n\":1}}"
                        .formatted(id, prefix, client))
                .toList();
        CompletableFuture<HttpResponse<String>> answer = events.size() == 1
                ? collector.get().post("/v1/page", events.get(0))
                : collector
                        .get()
                        .post("/v1/batch", events.stream().collect(Collectors.joining(",", "{\"batch\":[", "]}")));
        return answer.handle((response, failure) -> failure == null && response.statusCode() == 200)
                .join();
    }

    private static void pause() {
        CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS))
                .join();
    }

    /** How many were answered 200 so far. */
    public int accepted() {
        return accepted.stream().mapToInt(List::size).sum();
    }

    /** The ids that were answered 200, for each client in the order of its sending. */
    public List<List<String>> acceptedByClient() {
        return accepted.stream().map(ids -> List.copyOf(ids)).toList();
    }

    /** Sends no more, and waits for the answers that are due. */
    public void stop() {
        stopped = true;
        running.forEach(CompletableFuture::join);
    }

    @Override
    public void close() {
        stopped = true;
        executor.shutdownNow();
    }
}
