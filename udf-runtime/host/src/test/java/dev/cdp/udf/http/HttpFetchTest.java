package dev.cdp.udf.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.cdp.udf.FunctionRef;
import dev.cdp.udf.host.FetchException;
import dev.cdp.udf.host.FetchRequest;
import dev.cdp.udf.host.FetchResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What functions can fetch, and what they can't, against a real server on the loopback. */
class HttpFetchTest {
    private static final FunctionRef CALLER = new FunctionRef("w", "f", "f", 1);

    private final AtomicInteger hits = new AtomicInteger();
    private HttpServer server;
    private HttpFetch open;
    private HttpFetch guarded;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            hits.incrementAndGet();
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/loop")) {
                exchange.getResponseHeaders().add("Location", "/loop");
                exchange.sendResponseHeaders(302, -1);
            } else if (path.startsWith("/to/")) {
                exchange.getResponseHeaders()
                        .add("Location", exchange.getRequestURI().getRawQuery());
                exchange.sendResponseHeaders(Integer.parseInt(path.substring(4)), -1);
            } else if (path.equals("/long")) {
                exchange.sendResponseHeaders(200, 0);
                try (var body = exchange.getResponseBody()) {
                    for (int i = 0; i < 100; i++) {
                        body.write(new byte[100_000]);
                    }
                }
            } else if (!path.equals("/silent")) {
                String said = exchange.getRequestMethod()
                        + ' '
                        + path
                        + ' '
                        + exchange.getRequestHeaders().getFirst("Authorization")
                        + ' '
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
            if (!path.equals("/silent")) {
                exchange.close();
            }
        });
        server.start();
        open = new HttpFetch(FetchOptions.DEFAULT.withPrivateNetworks(List.of("127.0.0.0/8")));
        guarded = new HttpFetch(FetchOptions.DEFAULT);
    }

    @AfterEach
    void stop() {
        open.close();
        guarded.close();
        server.stop(0);
    }

    @Test
    void requestArrivesAsItWasMade() throws Exception {
        FetchResponse response = get(open, "POST", url("/x"), "hello", Map.entry("Authorization", "Bearer t"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(text(response)).isEqualTo("POST /x Bearer t hello");
        assertThat(response.redirected()).isFalse();
    }

    @Test
    void redirectIsFollowedAndCredentialsStayWithinTheOrigin() throws Exception {
        String other = url("/y").replace("127.0.0.1", "localhost");

        FetchResponse response =
                get(open, "POST", url("/to/302?" + other), "hello", Map.entry("Authorization", "Bearer t"));

        assertThat(text(response).strip()).isEqualTo("GET /y null");
        assertThat(response.redirected()).isTrue();
        assertThat(response.url()).isEqualTo(other);
    }

    @Test
    void temporaryRedirectKeepsMethodAndBody() throws Exception {
        assertThat(text(get(open, "POST", url("/to/307?" + url("/y")), "hello")))
                .isEqualTo("POST /y null hello");
    }

    @Test
    void endlessRedirectEnds() {
        assertThatThrownBy(() -> get(open, "GET", url("/loop"), ""))
                .hasMessageContaining("redirected more than 5 times");
    }

    @Test
    void longAnswerIsBrokenOff() {
        assertThatThrownBy(() -> get(open, "GET", url("/long"), "")).hasMessageContaining("longer than 1048576 bytes");
    }

    @Test
    void silentServerIsNotWaitedForForever() {
        FetchRequest request = new FetchRequest("GET", url("/silent"), List.of(), new byte[0], Duration.ofMillis(200));

        assertThatThrownBy(
                        () -> open.fetch(CALLER, request).toCompletableFuture().get(60, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class)
                .hasMessageContaining("no answer in time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/", "http://localhost:%d/", "http://127.1:%d/", "http://2130706433:%d/",
                "http://0x7f000001:%d/", "http://0177.0.0.1:%d/", "http://0:%d/", "http://0.0.0.0:%d/",
                "http://[::1]:%d/", "http://[::]:%d/", "http://[::ffff:127.0.0.1]:%d/", "http://[::ffff:7f00:1]:%d/",
                "http://[64:ff9b::7f00:1]:%d/", "http://[fe80::1]:%d/", "http://[fd00::1]:%d/",
                        "http://[2002:7f00:1::]:%d/"
            })
    void thisMachineIsNotReached(String url) {
        assertThatThrownBy(() ->
                        get(guarded, "GET", url.formatted(server.getAddress().getPort()), ""))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(FetchException.class);
        assertThat(hits).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://0xA9FEA9FE/",
                "http://2852039166/",
                "http://[::ffff:169.254.169.254]/",
                "http://10.0.0.1/",
                "http://172.16.0.1/",
                "http://192.168.1.1/",
                "http://100.64.0.1/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "http://198.18.0.1/"
            })
    void privateAndMetadataAddressesAreRefused(String url) {
        assertThatThrownBy(() -> get(guarded, "GET", url, ""))
                .cause()
                .isInstanceOf(FetchException.class)
                .message()
                .isIn("this address is not allowed", "the host is not known", "the address names no host");
    }

    @Test
    void redirectToAPrivateAddressIsRefused() {
        assertThatThrownBy(() -> get(open, "GET", url("/to/302?http://169.254.169.254/"), ""))
                .hasMessageContaining("this address is not allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///etc/passwd", "ftp://x.example/", "gopher://x.example/", "jar:file:/x!/", "//x", "x", ""
            })
    void otherSchemesAreRefused(String url) {
        assertThatThrownBy(() -> get(open, "GET", url, "")).cause().isInstanceOf(FetchException.class);
    }

    @Test
    void credentialsInTheAddressAreRefused() {
        assertThatThrownBy(() -> get(open, "GET", "http://a:b@127.0.0.1/", ""))
                .hasMessageContaining("must not carry credentials");
    }

    @Test
    void nameThatMeansAnotherAddressTheSecondTimeGainsNothing() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        InetAddress foreign = InetAddress.getByAddress(new byte[] {93, (byte) 184, (byte) 216, 34});
        GuardedResolver resolver = new GuardedResolver(
                host -> new InetAddress[] {lookups.getAndIncrement() == 0 ? foreign : InetAddress.getLoopbackAddress()},
                new AddressPolicy(List.of()));

        assertThat(resolver.resolve("rebinding.example")).containsExactly(foreign);
        assertThatThrownBy(() -> resolver.resolve("rebinding.example")).hasMessage("this address is not allowed");
    }

    @Test
    void oneForbiddenAddressAmongSeveralRefusesTheName() throws Exception {
        try (HttpFetch mixed = new HttpFetch(FetchOptions.DEFAULT, host -> new InetAddress[] {
            InetAddress.getByAddress(new byte[] {93, (byte) 184, (byte) 216, 34}), InetAddress.getLoopbackAddress()
        })) {
            assertThatThrownBy(() -> get(mixed, "GET", "http://mixed.example/", ""))
                    .hasMessageContaining("this address is not allowed");
        }
    }

    @Test
    void hostsOutsideTheListAreRefused() throws Exception {
        try (HttpFetch listed = new HttpFetch(FetchOptions.DEFAULT
                .withPrivateNetworks(List.of("127.0.0.0/8"))
                .withHosts(List.of("127.0.0.1", "*.example.com")))) {
            assertThat(get(listed, "GET", url("/x"), "").status()).isEqualTo(200);
            assertThatThrownBy(() -> get(listed, "GET", url("/x").replace("127.0.0.1", "localhost"), ""))
                    .hasMessageContaining("not on the list");
            assertThatThrownBy(() -> get(listed, "GET", "http://badexample.com/", ""))
                    .hasMessageContaining("not on the list");
        }
    }

    @Test
    void headersThatFrameAMessageAreLeftOut() throws Exception {
        FetchResponse response = get(
                open,
                "POST",
                url("/x"),
                "hello",
                Map.entry("Content-Length", "3"),
                Map.entry("Transfer-Encoding", "chunked"),
                Map.entry("Host", "evil"));

        assertThat(text(response)).isEqualTo("POST /x null hello");
    }

    @SafeVarargs
    private static FetchResponse get(
            HttpFetch fetch, String method, String url, String body, Map.Entry<String, String>... headers)
            throws Exception {
        FetchRequest request = new FetchRequest(
                method, url, List.of(headers), body.getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(30));
        return fetch.fetch(CALLER, request).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static String text(FetchResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
