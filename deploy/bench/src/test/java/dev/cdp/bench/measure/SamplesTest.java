package dev.cdp.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void oneSlowRoundDoesNotMoveTheMedian() {
        assertThat(new Samples(List.of(100.0, 3.0, 101.0)).median()).isEqualTo(100.0);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(new Samples(List.of(1.0, 9.0, 4.0, 2.0)).median()).isEqualTo(3.0);
    }

    @Test
    void aPercentileIsAValueThatSoManyDoNotExceed() {
        Samples hundred = new Samples(
                IntStream.rangeClosed(1, 100).mapToObj(value -> (double) value).toList());

        assertThat(hundred.percentile(0.95)).isEqualTo(95.0);
        assertThat(hundred.percentile(1)).isEqualTo(100.0);
        assertThat(new Samples(List.of(7.0)).percentile(0.5)).isEqualTo(7.0);
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        Samples values = new Samples(List.of(50.0, 5.0, 60.0));
        Samples reference = new Samples(List.of(100.0, 10.0, 100.0));

        assertThat(values.ratios(reference).values()).containsExactly(0.5, 0.5, 0.6);
    }

    @Test
    void nothingMeasuredIsNoFigure() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Samples(List.of()));
    }

    @Test
    void roundsThatDifferInNumberAreNotCompared() {
        Samples two = new Samples(List.of(1.0, 2.0));

        assertThatIllegalArgumentException().isThrownBy(() -> two.ratios(new Samples(List.of(1.0))));
    }
}
