package dev.cdp.collector.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final long SECOND = 1_000_000_000;

    private static final long START = System.nanoTime();

    private final Lease lease = new Lease(100, 0, 0, START, SECOND);

    @Test
    void allOfARequestIsTakenOrNothing() {
        assertThat(lease.take(101, START)).isFalse();
        assertThat(lease.take(60, START)).isTrue();
        assertThat(lease.take(60, START)).isFalse();
        assertThat(lease.take(40, START)).isTrue();
        assertThat(lease.left()).isZero();
    }

    @Test
    void nothingIsTakenAfterItsEnd() {
        assertThat(lease.take(1, START + SECOND - 1)).isTrue();
        assertThat(lease.take(1, START + SECOND)).isFalse();
        assertThat(lease.drain()).isEqualTo(99);
    }

    @Test
    void manyThreadsTogetherTakeNoMoreThanThereIs() throws Exception {
        Lease large = new Lease(100_000, 0, 0, START, SECOND);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Long> taker = () -> {
                long taken = 0;
                while (large.take(3, START)) {
                    taken += 3;
                }
                return taken;
            };
            Callable<Long> drainer = () -> large.left() < 50_000 ? large.drain() : 0L;
            List<Future<Long>> taken =
                    threads.invokeAll(Stream.of(taker, taker, drainer, taker).toList());
            long sum = 0;
            for (Future<Long> each : taken) {
                sum += each.get();
            }
            assertThat(sum + large.left()).isEqualTo(100_000);
        } finally {
            threads.shutdown();
        }
    }
}
