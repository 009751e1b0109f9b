package dev.cdp.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends batches at a {@link Pace}. Each batch has a moment at which it is due, whatever the answers before it took: a
 * server that falls behind is not spared, it gets what is due at once as soon as it answers.
 */
public final class PacedLoad {
    private static final int CONNECTIONS = 8;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI url;
    private final String authorization;

    /** Makes the bodies. */
    @FunctionalInterface
    public interface Batches {
        /**
         * Makes one.
         *
         * @param dueNanos when it is due, by {@link System#nanoTime()}
         */
        String body(int number, long dueNanos);
    }

    /** Takes http://host:port. */
    public PacedLoad(String url, String writeKey) {
        this.url = URI.create(url + "/v1/batch");
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends all; returns when all are answered.
     *
     * @param pace when each is due
     * @return how long each answer took since its batch was due, milliseconds, in the order of the batches
     * @throws IllegalStateException when one of them was not accepted whole
     */
    public List<Double> run(Batches batches, int count, Pace pace) throws InterruptedException {
        Double[] millis = new Double[count];
        AtomicInteger next = new AtomicInteger();
        long begin = System.nanoTime();
        Callable<Void> sender = () -> {
            for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                long due = begin + pace.dueNanos(number);
                String body = batches.body(number, due);
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                send(body);
                millis[number] = (System.nanoTime() - due) / 1e6;
            }
            return null;
        };
        ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            for (Future<Void> sent : senders.invokeAll(Collections.nCopies(CONNECTIONS, sender))) {
                sent.get();
            }
            return List.of(millis);
        } catch (ExecutionException e) {
            throw new IllegalStateException("VOID: the load was not accepted", e.getCause());
        } finally {
            senders.shutdownNow();
        }
    }

    private void send(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("User-Agent", "analytics-node/3.1.0")
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || answer.body().contains("rejected")) {
            throw new IllegalStateException("answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
