package dev.cdp.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PacedLoadTest {
    private static final Duration INTERVAL = Duration.ofMillis(2);
    private static final Pace PACE = Pace.constant(1e9 / INTERVAL.toNanos());

    private final Set<String> bodies = ConcurrentHashMap.newKeySet();
    private volatile String answer = "{\"success\":true}";
    private HttpServer server;
    private PacedLoad load;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/batch", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        load = new PacedLoad("http://127.0.0.1:" + server.getAddress().getPort(), "key");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void eachBatchIsSentOnceAndNoneBeforeItIsDue() throws InterruptedException {
        long begin = System.nanoTime();
        var millis = load.run((number, due) -> "batch " + number, 100, PACE);

        assertThat(millis).hasSize(100).allMatch(each -> each > 0);
        assertThat(bodies).hasSize(100);
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(INTERVAL.toNanos() * 99);
    }

    @Test
    void anEventThatWasRejectedMakesItVoid() {
        answer = "{\"success\":true,\"rejected\":[{}]}";

        assertThatIllegalStateException().isThrownBy(() -> load.run((number, due) -> "batch", 1, PACE));
    }
}
