package dev.cdp.collector.testing;

import dev.cdp.testkit.TestServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;

/** The built jar as a process of its own, configured by its environment. */
public final class CollectorProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "cdp-collector.jar");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final Path log;
    private final int port;
    private final Map<String, String> settings;
    private final List<String> jvmOptions;
    private final LongSupplier depth = this::depth;

    private CollectorProcess(
            Process process, Path log, int port, Map<String, String> settings, List<String> jvmOptions) {
        this.jvmOptions = jvmOptions;
        this.settings = settings;
        this.process = process;
        this.log = log;
        this.port = port;
        Running.add(depth);
    }

    /** Starts the jar with these variables beside those that name the services. */
    public static CollectorProcess start(Map<String, String> more) {
        return start(more, List.of("-Xmx256m"));
    }

    /** Starts the jar with these variables and these options of its JVM. */
    public static CollectorProcess start(Map<String, String> more, List<String> jvmOptions) {
        try {
            return start(more, freePort(), jvmOptions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CollectorProcess start(Map<String, String> more, int port, List<String> jvmOptions) {
        try {
            Services.prepared();
            Path log = Files.createTempFile(Path.of("target"), "collector-", ".log");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvmOptions);
            command.addAll(List.of("-jar", JAR.toString()));
            ProcessBuilder builder = new ProcessBuilder(command);
            Map<String, String> environment = builder.environment();
            environment.put("CDP_COLLECTOR_PORT", Integer.toString(port));
            environment.put("CDP_KAFKA_BOOTSTRAP", TestServices.kafka().bootstrapServers());
            environment.put("CDP_POSTGRES_JDBC_URL", TestServices.postgres().jdbcUrl());
            environment.put("CDP_REDIS_URL", TestServices.redis().url());
            environment.put("JOURNAL_DIR", Services.newJournal().toString());
            environment.putAll(more);
            Map<String, String> settings = Map.copyOf(environment);
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new CollectorProcess(process, log, port, settings, jvmOptions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts another in the place of this one, which has ended: same port, same journal. */
    public CollectorProcess again() {
        Running.remove(depth);
        return start(settings, port, jvmOptions);
    }

    /** Waits until it accepts. */
    public CollectorProcess ready() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> client.send(request("/ready").GET().build(), BodyHandlers.ofString())
                                .statusCode()
                        == 200);
        return this;
    }

    public CompletableFuture<HttpResponse<String>> post(String path, String json) {
        HttpRequest request = request(path)
                .header("Authorization", TestCollector.basic(Services.WRITE_KEY))
                .POST(BodyPublishers.ofString(json))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    public int port() {
        return port;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The Prometheus page. */
    public String metrics() {
        return client.sendAsync(request("/metrics").GET().build(), BodyHandlers.ofString())
                .join()
                .body();
    }

    /** How many records Kafka is behind its journal: none when it has ended, unknown while it starts. */
    private long depth() {
        try {
            return process.isAlive() ? metric("cdp_collector_journal_depth") : 0;
        } catch (CompletionException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Value of a metric without labels. */
    public long metric(String name) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no metric " + name));
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive());
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end. */
    public int exitCode() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive());
        return process.exitValue();
    }

    /** What it has logged so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        Running.remove(depth);
        process.destroyForcibly();
    }
}
