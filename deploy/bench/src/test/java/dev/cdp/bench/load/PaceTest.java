package dev.cdp.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final double MILLI = 1e6;

    @Test
    void growsEvenlyAndStays() {
        Pace pace = new Pace(100, Duration.ofSeconds(10));

        assertThat(pace.whileGrowing()).isEqualTo(500);
        assertThat(pace.until(Duration.ofSeconds(20))).isEqualTo(2_500);
        assertThat(pace.dueNanos(0)).isZero();
        // A quarter of them in half of the time.
        assertThat(pace.dueNanos(125) / MILLI).isCloseTo(5_000, within(1.0));
        assertThat(pace.dueNanos(500) / MILLI).isCloseTo(10_000, within(1.0));
        assertThat(pace.dueNanos(600) / MILLI).isCloseTo(11_000, within(1.0));
        assertThat(IntStream.range(0, 2_500).mapToLong(pace::dueNanos)).isSorted();
    }

    @Test
    void constantOneHasItsRateAtOnce() {
        Pace pace = Pace.constant(200);

        assertThat(pace.whileGrowing()).isZero();
        assertThat(pace.dueNanos(0)).isZero();
        assertThat(pace.dueNanos(200) / MILLI).isCloseTo(1_000, within(0.001));
    }
}
