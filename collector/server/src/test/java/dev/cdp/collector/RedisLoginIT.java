package dev.cdp.collector;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.TestCollector;
import dev.cdp.testkit.TestServices;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A Redis that asks for user and password. */
class RedisLoginIT {
    private static final URI REDIS = URI.create(TestServices.redis().url());

    @Test
    void userAndPasswordOfTheUrlLogIn() throws IOException {
        assertThat(redis("ACL SETUSER guarded on >secret ~* &* +@all")).startsWith("+OK");
        try (TestCollector collector = TestCollector.start(Map.of("cdp.redis.url", url("secret")))) {
            Awaitility.await("logged in").atMost(Duration.ofSeconds(60)).until(() -> redis("CLIENT LIST")
                    .contains("user=guarded"));
            assertThat(collector.get("/ready").body()).contains("\"redis\":{\"status\":\"up\"");
        }
        try (TestCollector collector = TestCollector.startWithoutWaiting(Map.of("cdp.redis.url", url("wrong")))) {
            Awaitility.await("refused")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> collector.get("/ready").body().contains("\"redis\":{\"status\":\"down\""));
        }
    }

    private static String url(String password) {
        return "redis://guarded:" + password + '@' + REDIS.getAuthority();
    }

    private static String redis(String command) throws IOException {
        try (Socket socket = new Socket(REDIS.getHost(), REDIS.getPort())) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
