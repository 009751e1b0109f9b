package dev.cdp.collector.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.domain.RateLimits;
import org.junit.jupiter.api.Test;

class LocalWindowTest {
    private static final long SECOND = 1_000_000_000;

    private static final long START = System.nanoTime();

    private final LocalWindow window = new LocalWindow(RateLimits.perSecond(100, RateLimits.UNLIMITED), START);

    @Test
    void aBurstPassesAndThenTheRate() {
        assertThat(window.take(500, START)).isZero();
        assertThat(window.take(1, START)).isEqualTo(SECOND / 100);
        assertThat(window.take(200, START + 2 * SECOND)).isZero();
        assertThat(window.take(1, START + 2 * SECOND)).isPositive();
    }

    @Test
    void whatWasNotUsedIsNotSavedBeyondABurst() {
        assertThat(window.take(500, START + 3600 * SECOND)).isZero();
        assertThat(window.take(1, START + 3600 * SECOND)).isPositive();
    }

    @Test
    void moreThanABurstPassesWhenThereIsRoomForOneAndIsPaidOff() {
        assertThat(window.take(499, START)).isZero();
        assertThat(window.take(2_500, START)).isZero();
        assertThat(window.take(1, START)).isEqualTo(25 * SECOND);
        assertThat(window.take(2_500, START + 24 * SECOND)).isPositive();
        assertThat(window.take(1, START + 25 * SECOND)).isZero();
    }

    @Test
    void whatTheSharedWindowGrantedCounts() {
        window.charge(500, START);
        assertThat(window.take(1, START)).isPositive();
    }

    @Test
    void withoutARateAllPasses() {
        LocalWindow unlimited = new LocalWindow(RateLimits.perSecond(RateLimits.UNLIMITED, 1_000), START);
        for (int i = 0; i < 1_000; i++) {
            assertThat(unlimited.take(1_000_000, START)).isZero();
        }
    }
}
