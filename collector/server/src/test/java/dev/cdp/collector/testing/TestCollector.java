package dev.cdp.collector.testing;

import dev.cdp.collector.journal.Journal;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;

/** A collector in this JVM, on a free port, and a client of it. */
public final class TestCollector implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EmbeddedServer server;
    private final LongSupplier depth;

    private TestCollector(EmbeddedServer server) {
        this.server = server;
        Journal journal = server.getApplicationContext().getBean(Journal.class);
        this.depth = () -> journal.status().depth();
        Running.add(depth);
    }

    /** Starts one and waits until it accepts. */
    public static TestCollector start() {
        return start(Map.of());
    }

    /** Starts one with these settings beside those of the services, and waits until it accepts. */
    public static TestCollector start(Map<String, Object> more) {
        TestCollector collector = startWithoutWaiting(more);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> collector.get("/ready").statusCode() == 200);
        return collector;
    }

    public static TestCollector startWithoutWaiting(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Services.prepared().settings());
        settings.put("micronaut.server.port", "-1");
        settings.putAll(more);
        return new TestCollector(ApplicationContext.run(EmbeddedServer.class, settings));
    }

    public URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + server.getPort() + pathAndQuery);
    }

    public int port() {
        return server.getPort();
    }

    /** Posts JSON as the test workspace's source. */
    public HttpResponse<String> post(String path, String json) {
        return post(path, json, Services.WRITE_KEY);
    }

    /** Posts JSON with this write key. */
    public HttpResponse<String> post(String path, String json, String writeKey) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Authorization", basic(writeKey))
                .POST(BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Gets what is no text. */
    public HttpResponse<byte[]> getBytes(String path) {
        return send(request(path).GET(), BodyHandlers.ofByteArray());
    }

    /** What the collector is made of. */
    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    public HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(uri(pathAndQuery)).timeout(Duration.ofSeconds(60));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return client.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The Authorization header of a write key, as SDKs build it. */
    public static String basic(String writeKey) {
        return "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        Running.remove(depth);
        server.getApplicationContext().close();
    }
}
