package dev.cdp.collector.testing;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    /** Of each client: how many of its events were answered 200, which are its first ones. */
    private final List<AtomicInteger> accepted = new ArrayList<>();

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
            AtomicInteger accepted = new AtomicInteger();
            load.accepted.add(accepted);
            load.running.add(CompletableFuture.runAsync(() -> load.send(number, accepted), load.executor));
        }
        return load;
    }

    private void send(int client, AtomicInteger accepted) {
        for (int request = 0; !stopped; request++) {
            int size = request % 2 == 0 ? 1 : BATCH;
            List<String> events = ids(client, accepted.get(), size);
            while (!isAccepted(client, events)) {
                if (stopped) {
                    return;
                }
                pause();
            }
            accepted.addAndGet(size);
        }
    }

    private List<String> ids(int client, int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> prefix + "-" + client + "-" + i)
                .toList();
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
        return accepted.stream().mapToInt(AtomicInteger::get).sum();
    }

    /** The ids that were answered 200, for each client in the order of its sending. */
    public List<List<String>> acceptedByClient() {
        return IntStream.range(0, accepted.size())
                .mapToObj(client -> ids(client, 0, acceptedOf(client)))
                .toList();
    }

    /** How many of a client's events were answered 200: the first ones, in the order of its sending. */
    public int acceptedOf(int client) {
        return accepted.get(client).get();
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
