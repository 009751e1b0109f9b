package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.RawConnection;
import dev.cdp.collector.testing.Services;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A workspace that sends to two collectors as fast as they answer. How long, in seconds, the property
 * {@code cdp.test.limit-seconds} says.
 */
class TwoCollectorsLimitIT {
    private static final Logger LOG = LoggerFactory.getLogger(TwoCollectorsLimitIT.class);
    private static final Duration LASTS = Duration.ofSeconds(Integer.getInteger("cdp.test.limit-seconds", 12));
    private static final int COLLECTORS = 2;
    private static final int CLIENTS_OF_EACH = 2;
    private static final int PER_SECOND = 200;
    private static final int WINDOW_SECONDS = 2;
    private static final int BURST = PER_SECOND * WINDOW_SECONDS;
    private static final int LEASES = COLLECTORS * BURST / 20;

    private final String id = UUID.randomUUID().toString();
    private final ConcurrentHashMap<Integer, LongAdder> answers = new ConcurrentHashMap<>();

    @Test
    void togetherTheyAdmitWhatTheLimitSaysAndNoMoreThanTheirLeasesBeyondIt() {
        double seconds = run(() -> {});
        long admitted = count(200);
        double windows = Math.ceil(seconds / WINDOW_SECONDS);
        LOG.info(
                "two collectors at {} events/s for {} s: {} admitted, {} limited, bound {}",
                PER_SECOND,
                seconds,
                admitted,
                count(429),
                windows * BURST + LEASES);
        assertThat(answers.keySet()).containsExactlyInAnyOrder(200, 429);
        assertThat((double) admitted)
                .isLessThanOrEqualTo(windows * BURST + LEASES)
                .isGreaterThan(0.8 * PER_SECOND * (seconds - WINDOW_SECONDS));
    }

    @Test
    void whileRedisIsDeadEachAdmitsWhatTheLimitSaysAndNothingFails() {
        double seconds;
        try {
            seconds = run(TestServices.redis()::kill);
        } finally {
            TestServices.redis().restart();
        }
        long admitted = count(200);
        double bound = COLLECTORS * (PER_SECOND * seconds + BURST) + LEASES;
        LOG.info(
                "two collectors at {} events/s for {} s, Redis killed after a third: {} admitted, {} limited, bound {}",
                PER_SECOND,
                seconds,
                admitted,
                count(429),
                bound);
        assertThat(answers.keySet()).containsExactlyInAnyOrder(200, 429);
        assertThat((double) admitted).isBetween(0.8 * PER_SECOND * (seconds - WINDOW_SECONDS), bound);
    }

    /** Sends without a pause, and does something after a third of the time; says how many seconds it took. */
    private double run(Runnable afterAThird) {
        Services.prepared().addWorkspace("w-" + id, "s-" + id);
        Services.prepared().addKey("s-" + id, id);
        Services.prepared()
                .execute("UPDATE workspaces SET events_per_second = %d, burst = %d WHERE id = 'w-%s'"
                        .formatted(PER_SECOND, BURST, id));
        ExecutorService threads = Executors.newFixedThreadPool(COLLECTORS * CLIENTS_OF_EACH);
        try (TestCollector one = TestCollector.start();
                TestCollector other = TestCollector.start()) {
            long start = System.nanoTime();
            CompletableFuture<?>[] clients = Stream.of(one, other)
                    .flatMap(collector -> IntStream.range(0, CLIENTS_OF_EACH)
                            .mapToObj(i -> CompletableFuture.runAsync(() -> send(collector, start), threads)))
                    .toArray(CompletableFuture[]::new);
            Awaitility.await().atMost(LASTS).until(() -> System.nanoTime() - start > LASTS.toNanos() / 3);
            afterAThird.run();
            CompletableFuture.allOf(clients).join();
            return (System.nanoTime() - start) / 1e9;
        } finally {
            threads.shutdownNow();
        }
    }

    /** On one connection of its own: the pool of Java's client loses an answer that comes too soon, now and then. */
    private void send(TestCollector collector, long start) {
        String event = "{\"userId\":\"u\"}";
        String request = "POST /v1/page HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(TestCollector.basic(id), event.length(), event);
        try (RawConnection connection = RawConnection.open(collector.port())) {
            while (System.nanoTime() - start < LASTS.toNanos()) {
                String answer = connection.send(request).answer();
                int status = Integer.parseInt(answer.split(" ", 3)[1]);
                answers.computeIfAbsent(status, code -> new LongAdder()).increment();
            }
        }
    }

    private long count(int status) {
        LongAdder count = answers.get(status);
        return count == null ? 0 : count.sum();
    }
}
