package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.RawConnection;
import dev.cdp.collector.testing.Services;
import dev.cdp.collector.testing.TestCollector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the collector says to requests that are none of an SDK's. */
class EdgeIT {
    private static final int MIB = 1024 * 1024;

    private static TestCollector collector;

    @BeforeAll
    static void start() {
        collector = TestCollector.start();
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere, 404",
        "POST, /v1/projects/some-key/settings, 405",
        "PUT, /v1/track, 405",
        "DELETE, /v1/batch, 405",
        "PATCH, /metrics, 405",
        "TRACE, /v1/track, 405",
        "CONNECT, /v1/track, 405",
        "BREW, /v1/track, 405",
        "OPTIONS, /v1/track, 405",
        "POST, /nowhere/<script>alert(1)</script>, 400",
        "POST, /nowhere/%3Cscript%3E, 404",
        "POST, /v1/%2e%2e/metrics, 404",
        "GET, http://evil.example/health, 404",
        "GET, *, 404"
    })
    void whatIsNotThereIsOneErrorThatQuotesNothing(String method, String target, int status) {
        try (RawConnection connection = RawConnection.open(collector.port())) {
            String answer = connection
                    .send(
                            method + " " + target
                                    + " HTTP/1.1\r\nHost: x\r\nOrigin: https://a.example\r\nX-Evil: <b>\r\nConnection: close\r\n\r\n")
                    .untilClosed()
                    .text();
            assertThat(answer).startsWith("HTTP/1.1 " + status).contains("\r\n\r\n{\"error\":\"");
            assertThat(answer).containsIgnoringCase("content-type: application/json");
            assertThat(answer).doesNotContain("script", "evil", "<b>", "some-key", "%3C");
            assertSecured(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/ready", "/metrics", "/v1/projects/write-key-of-acme/settings"})
    void whatCanBeReadCanBeAskedForByItsHead(String path) {
        try (RawConnection connection = RawConnection.open(collector.port())) {
            String answer = connection
                    .send("HEAD " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .untilClosed()
                    .text();
            assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
            assertSecured(answer);
        }
    }

    private static void assertSecured(String answer) {
        assertThat(answer)
                .containsIgnoringCase("x-content-type-options: nosniff")
                .containsIgnoringCase("content-security-policy: default-src 'none'")
                .containsIgnoringCase("cache-control: ")
                .doesNotContainIgnoringCase("\nserver:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "https://a.example/path",
                "https://a.example https://b.example",
                "https://a.example?x",
                "x"
            })
    void anOriginThatIsNoneIsNotEchoed(String origin) {
        HttpResponse<String> answer = collector.send(
                collector.request("/v1/t").header("Origin", origin).POST(BodyPublishers.ofString("{}")));
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/ready", "/health"})
    void aPageOfAnotherOriginCanNotReadWhatIsForOperators(String path) {
        HttpResponse<String> answer = collector.send(
                collector.request(path).header("Origin", "https://a.example").GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void headersAreBounded() {
        String many = Stream.iterate(0, i -> i + 1)
                .limit(200)
                .map(i -> "h" + i + ": x\r\n")
                .reduce("", String::concat);
        assertThat(answerTo("GET /health HTTP/1.1\r\nHost: x\r\n" + many + "\r\n"))
                .contains(" 431 ");
        String large = "h: " + "x".repeat(17 * 1024) + "\r\n";
        assertThat(answerTo("GET /health HTTP/1.1\r\nHost: x\r\n" + large + "\r\n"))
                .contains(" 431 ");
        String line = "GET /health?" + "x".repeat(17 * 1024) + " HTTP/1.1\r\nHost: x\r\n\r\n";
        assertThat(answerTo(line)).contains(" 414 ");
        String trailers = "POST /health HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
                + ("t: " + "x".repeat(1024) + "\r\n").repeat(17) + "\r\n";
        // Answered before the trailers came: 405, and then closed.
        try (RawConnection connection = RawConnection.open(collector.port())) {
            assertThat(connection.send(trailers).untilClosed().statuses()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "deflate", "compress", "snappy", "gzip, gzip", "gzip, br", "nonsense"})
    void anEncodingThatWeDoNotReadIsRefusedBeforeItsBody(String encoding) {
        String answer = answerTo("POST /v1/batch HTTP/1.1\r\nHost: x\r\nContent-Encoding: " + encoding
                + "\r\nContent-Length: 400000\r\n\r\n");
        assertThat(answer)
                .contains(" 415 ", "Content-Encoding may only be gzip, once, or identity")
                .containsIgnoringCase("accept-encoding: gzip");
    }

    @Test
    void aBodyThatSaysThatItIsTooLargeIsRefusedBeforeItComes() {
        assertThat(answerTo(
                        "POST /v1/batch HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 600000\r\n\r\n"))
                .contains(" 413 ", "the body is larger than 500 KB")
                .doesNotContain("100 Continue");
    }

    @Test
    void aBodyThatGrowsTooLargeIsRefusedOnItsWay() {
        String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
        try (RawConnection connection = RawConnection.open(collector.port())) {
            connection.send("POST /v1/batch HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 200; i++) {
                connection.trySend(chunk.getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(connection.untilClosed().statuses()).containsExactly(413);
        }
    }

    @Test
    void aBodyOfTinyChunksIsRefusedForWhatTheyTake() {
        try (RawConnection connection = RawConnection.open(collector.port())) {
            connection.send("POST /v1/batch HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            byte[] chunks = "1\r\nx\r\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 20; i++) {
                connection.trySend(chunks);
            }
            assertThat(connection.untilClosed().statuses()).containsExactly(413);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 413", "2, 400", "3, 400"})
    void aBombTakesNoMemory(int depth, int status) throws IOException {
        byte[] bomb = new byte[100 * MIB];
        for (int i = 0; i < depth; i++) {
            bomb = gzip(bomb);
        }
        HttpResponse<String> answer = collector.send(collector
                .request("/v1/batch")
                .header("Content-Encoding", "gzip")
                .header("Authorization", TestCollector.basic(Services.WRITE_KEY))
                .POST(BodyPublishers.ofByteArray(bomb)));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"error\":");
    }

    @Test
    void whatClientsSendGrowsNoMetric() {
        collector.get("/health");
        sendOddities("warm");
        long before = series();
        for (int i = 0; i < 50; i++) {
            sendOddities("label-" + i);
        }
        String metrics = collector.get("/metrics").body();
        assertThat(metrics)
                .doesNotContain("label-")
                .contains("cdp_collector_requests_seconds_bucket{endpoint=\"page\"");
        assertThat(series()).isEqualTo(before);
    }

    private static void sendOddities(String label) {
        collector.get("/" + label);
        collector.get("/v1/projects/" + label + "/settings");
        collector.post("/v1/page", "{\"userId\":\"" + label + "\",\"name\":\"" + label + "\"}");
        collector.post("/v1/track", "{\"userId\":\"" + label + "\"}");
        collector.post("/v1/batch", "{\"batch\":[{\"type\":\"" + label + "\",\"userId\":\"u\"}]}");
        collector.post("/v1/page", "{\"userId\":\"u\"}", label);
        collector.send(collector
                .request("/v1/page")
                .header("X-Request-Id", label)
                .header("Content-Type", "application/" + label)
                .header("User-Agent", label)
                .method(label.toUpperCase(Locale.ROOT), BodyPublishers.ofString("{}")));
    }

    private static long series() {
        return collector
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("cdp_collector"))
                .count();
    }

    private static String answerTo(String request) {
        try (RawConnection connection = RawConnection.open(collector.port())) {
            return connection.send(request).untilClosed().text();
        }
    }

    private static byte[] gzip(byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(data);
        }
        return bytes.toByteArray();
    }
}
