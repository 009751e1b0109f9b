package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.CollectorProcess;
import dev.cdp.collector.testing.RawConnection;
import dev.cdp.collector.testing.Services;
import dev.cdp.collector.testing.TestCollector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** More than a small heap can hold, from many clients at once. */
class PressureIT {
    private static final int CLIENTS = 200;
    private static final String KEY = TestCollector.basic(Services.WRITE_KEY);

    private static CollectorProcess collector;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() {
        Map<String, String> small = Map.of(
                "CDP_COLLECTOR_BODY_TIMEOUT", "3s",
                // Away: what is accepted stays in the journal.
                "CDP_KAFKA_BOOTSTRAP", "127.0.0.1:1",
                "JOURNAL_QUEUE_MB", "8",
                "JOURNAL_TAIL_MB", "8",
                "JOURNAL_IN_FLIGHT_MB", "8");
        collector = CollectorProcess.start(small, List.of("-Xmx128m", "-XX:+ExitOnOutOfMemoryError"))
                .ready();
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    @Test
    void largeBatchesAllAtOnceAreTakenOrRefused() {
        String batch = batch();
        assertThat(post(batch.getBytes(StandardCharsets.UTF_8), false)).isSubsetOf(200, 408, 503);
        assertHealthy();
    }

    @Test
    void largeGzippedBatchesAllAtOnceAreTakenOrRefused() throws IOException {
        assertThat(post(gzip(batch().getBytes(StandardCharsets.UTF_8)), true)).isSubsetOf(200, 408, 503);
        assertHealthy();
    }

    @Test
    void bombsAllAtOnceAreRefused() throws IOException {
        assertThat(post(gzip(new byte[100 * 1024 * 1024]), true)).isSubsetOf(408, 413, 503);
        assertHealthy();
    }

    @Test
    void bodiesThatAreNeverFinishedAreRefusedOrCutOff() {
        String head =
                "POST /v1/batch HTTP/1.1\r\nHost: x\r\nAuthorization: " + KEY + "\r\nContent-Length: 500000\r\n\r\n";
        assertCutOff(head, "x".repeat(490_000));
    }

    @Test
    void bodiesOfTinyChunksThatAreNeverFinishedAreRefusedOrCutOff() {
        String head = "POST /v1/batch HTTP/1.1\r\nHost: x\r\nAuthorization: " + KEY
                + "\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertCutOff(head, "1\r\nx\r\n".repeat(3_000));
    }

    private static void assertCutOff(String head, String part) {
        byte[] bytes = (head + part).getBytes(StandardCharsets.US_ASCII);
        List<RawConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                RawConnection connection = RawConnection.open(collector.port());
                open.add(connection);
                connection.trySend(bytes);
            }
            List<Integer> statuses = open.stream()
                    .flatMap(connection -> connection.untilClosed().statuses().stream())
                    .toList();
            assertThat(statuses).isSubsetOf(408, 503).contains(503);
        } finally {
            open.forEach(RawConnection::close);
        }
        assertHealthy();
    }

    private List<Integer> post(byte[] body, boolean gzip) {
        List<CompletableFuture<Integer>> answers = IntStream.range(0, CLIENTS)
                .mapToObj(i -> {
                    HttpRequest.Builder request = HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + collector.port() + "/v1/batch"))
                            .timeout(Duration.ofMinutes(2))
                            .header("Authorization", KEY)
                            .POST(BodyPublishers.ofByteArray(body));
                    if (gzip) {
                        request.header("Content-Encoding", "gzip");
                    }
                    return client.sendAsync(request.build(), BodyHandlers.discarding())
                            .thenApply(answer -> answer.statusCode());
                })
                .toList();
        return answers.stream().map(CompletableFuture::join).collect(Collectors.toList());
    }

    private static void assertHealthy() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> collector.metrics().contains("cdp_collector_requests_memory_bytes 0.0"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        collector.post("/v1/page", "{\"userId\":\"u\"}").join().statusCode() == 200);
        assertThat(collector.isAlive()).isTrue();
        assertThat(collector.log()).doesNotContain("OutOfMemory", "OutOfDirectMemory", "LEAK");
    }

    /** Of many small objects: what takes the most memory for its bytes. */
    private static String batch() {
        String event = "{\"type\":\"page\",\"userId\":\"u\",\"properties\":{"
                + IntStream.range(0, 20).mapToObj(i -> "\"p" + i + "\":" + i).collect(Collectors.joining(",")) + "}}";
        int events = 480 * 1024 / (event.length() + 1);
        return "{\"batch\":[" + IntStream.range(0, events).mapToObj(i -> event).collect(Collectors.joining(",")) + "]}";
    }

    private static byte[] gzip(byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(data);
        }
        return bytes.toByteArray();
    }
}
