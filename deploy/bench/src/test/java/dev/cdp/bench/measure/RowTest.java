package dev.cdp.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {
    private static final Samples REFERENCE = new Samples(List.of(10.0, 20.0, 30.0));

    @Test
    void theRatioIsTheMedianOfTheRoundsRatios() {
        Row row = Row.of("x", new Samples(List.of(8.0, 10.0, 15.0)), "s", REFERENCE, null);

        assertThat(row.value()).isEqualTo(10.0);
        assertThat(row.reference()).isEqualTo(20.0);
        assertThat(row.ratio()).isEqualTo(0.5);
    }

    @Test
    void targetsHoldAtTheirBounds() {
        Samples half = new Samples(List.of(5.0, 10.0, 15.0));

        assertThat(Row.of("x", half, "s", REFERENCE, Target.ratioAtLeast(0.5)).ok())
                .isTrue();
        assertThat(Row.of("x", half, "s", REFERENCE, Target.ratioAtLeast(0.51)).ok())
                .isFalse();
        assertThat(Row.of("x", half, "s", REFERENCE, Target.ratioAtMost(0.5)).ok())
                .isTrue();
        assertThat(Row.of("x", half, "s", REFERENCE, Target.ratioAtMost(0.49)).ok())
                .isFalse();
        assertThat(Row.of("x", half, "s", Target.valueAtLeast(10)).ok()).isTrue();
        assertThat(Row.of("x", half, "s", Target.valueAtLeast(11)).ok()).isFalse();
        assertThat(Row.of("x", half, "s", Target.valueBelow(10)).ok()).isFalse();
        assertThat(Row.of("x", half, "s", Target.valueBelow(10.5)).ok()).isTrue();
    }

    @Test
    void aBarIsHalfFullWhereTheTargetIsJustReached() {
        assertThat(Table.bar(1)).isEqualTo("██████████|··········");
        assertThat(Table.bar(0.5)).isEqualTo("█████·····|··········");
        assertThat(Table.bar(7)).isEqualTo("██████████|██████████");
    }

    @Test
    void whatThereIsOfWhatIsAskedGrowsWhenItGetsBetter() {
        Samples ten = new Samples(List.of(10.0));

        assertThat(Target.valueAtLeast(5).shareOf(Row.of("x", ten, "s", null))).isEqualTo(2);
        assertThat(Target.valueBelow(5).shareOf(Row.of("x", ten, "s", null))).isEqualTo(0.5);
        assertThat(Target.ratioAtMost(1.5).shareOf(Row.of("x", ten, "s", ten, null)))
                .isEqualTo(1.5);
    }

    @Test
    void growthIsComparedWithTheFirst() {
        Growth growth = new Growth("cost at %s", "us");
        growth.add(1_000, 4);
        growth.add(2_000_000, 8);

        assertThat(growth.rows()).extracting(Row::name).containsExactly("cost at 1,000", "cost at 2 M");
        assertThat(growth.rows()).extracting(Row::ratio).containsExactly(1.0, 2.0);
        assertThat(growth.rows()).extracting(Row::ok).containsExactly(true, false);
    }

    @Test
    void aRowWithoutTargetIsNeitherReachedNorMissed() {
        assertThat(Row.of("x", REFERENCE, "s", null).ok()).isNull();
    }
}
