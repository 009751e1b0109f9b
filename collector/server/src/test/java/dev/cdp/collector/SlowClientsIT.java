package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.RawConnection;
import dev.cdp.collector.testing.TestCollector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that take their time, and many that do nothing. */
class SlowClientsIT {
    /** More with -Dcdp.test.connections; each takes two of this process's file descriptors. */
    private static final int IDLE = Integer.getInteger("cdp.test.connections", 500);

    private static final String KEY = TestCollector.basic("write-key-of-acme");

    private static TestCollector collector;

    @BeforeAll
    static void start() {
        collector = TestCollector.start(Map.of(
                "cdp.server.head-timeout", "700ms",
                "cdp.server.body-timeout", "700ms",
                "cdp.server.idle-timeout", "4s"));
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    @Test
    void aHeadThatComesInDropsIsCutOff() {
        try (RawConnection connection = RawConnection.open(collector.port())) {
            connection.send("POST /v1/page HTTP/1.1\r\nHost: x\r\n");
            drip(connection, "X: y\r\n");
            assertThat(connection.untilClosed().text()).contains(" 408 ", "the headers did not arrive in time");
        }
    }

    @Test
    void aBodyThatComesInDropsIsCutOff() {
        try (RawConnection connection = RawConnection.open(collector.port())) {
            connection.send(
                    "POST /v1/page HTTP/1.1\r\nHost: x\r\nAuthorization: " + KEY + "\r\nContent-Length: 5000\r\n\r\n{");
            drip(connection, " ");
            RawConnection.Answers answers = connection.untilClosed();
            assertThat(answers.statuses()).containsExactly(408);
            assertThat(answers.text()).contains("the body did not arrive in time");
        }
        assertThat(collector.get("/metrics").body()).contains("cdp_collector_requests_memory_bytes 0.0");
    }

    @Test
    void aBodyThatStopsIsCutOff() {
        try (RawConnection connection = RawConnection.open(collector.port())) {
            connection.send("POST /v1/page HTTP/1.1\r\nHost: x\r\nAuthorization: " + KEY
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\"");
            assertThat(connection.untilClosed().statuses()).containsExactly(408);
        }
    }

    @Test
    void aConnectionWithoutARequestIsClosed() {
        try (RawConnection connection = RawConnection.open(collector.port())) {
            assertThat(connection.untilClosed().text()).isEmpty();
        }
    }

    @Test
    void aConnectionStaysOpenBetweenRequestsAndIsClosedInTheEnd() {
        try (RawConnection connection = RawConnection.open(collector.port())) {
            for (int i = 0; i < 3; i++) {
                connection.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(connection.answer()).startsWith("HTTP/1.1 200");
            }
            assertThat(connection.untilClosed().text()).isEmpty();
        }
    }

    /** The body comes by itself and is answered at once: the time of the next head has not begun with it. */
    @Test
    void aConnectionStaysOpenBehindAnAnswerThatIsGivenWithTheEndOfTheBody() {
        try (RawConnection connection = RawConnection.open(collector.port())) {
            connection.send("PUT /v1/page HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(connection.answer()).startsWith("HTTP/1.1 100");
            assertThat(connection.send("{}").answer()).startsWith("HTTP/1.1 405");
            assertThat(connection.untilClosed().text()).isEmpty();
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosedAndThoseWithinAreServed() {
        List<RawConnection> idle = new ArrayList<>();
        // Idle ones stay for as long as the test may take, however slow the machine is.
        try (TestCollector limited = TestCollector.start(Map.of(
                        "cdp.server.idle-timeout", "10m",
                        "cdp.server.head-timeout", "10m",
                        "cdp.server.connections", IDLE));
                RawConnection early = RawConnection.open(limited.port())) {
            early.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(early.answer()).startsWith("HTTP/1.1 200");
            for (int i = 0; i < IDLE; i++) {
                idle.add(RawConnection.open(limited.port()));
            }
            // The kernel has taken them all, the collector takes its time: once it has refused one, the
            // limit is reached by connections that stay, and whoever comes now is one too many.
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                early.send("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
                return !early.answer().contains("cdp_collector_connections_refused_total 0.0");
            });
            try (RawConnection late = RawConnection.open(limited.port())) {
                assertThat(late.untilClosed().text()).isEmpty();
            }
            early.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(early.answer()).startsWith("HTTP/1.1 200");
            idle.forEach(RawConnection::close);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> limited.get("/health").statusCode() == 200);
        } finally {
            idle.forEach(RawConnection::close);
        }
    }

    /** Sends a piece now and then until the other side has had enough. */
    private static void drip(RawConnection connection, String piece) {
        byte[] bytes = piece.getBytes(StandardCharsets.US_ASCII);
        Awaitility.await()
                .pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(60))
                .until(() -> !connection.trySend(bytes));
    }
}
