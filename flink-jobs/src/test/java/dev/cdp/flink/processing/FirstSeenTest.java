package dev.cdp.flink.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.Origin;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstSeenTest {
    private static final long NOW = 1_764_000_000_123L;
    private static final long LAST = (1L << 42) - 1;

    @Test
    void timeComesBackWhateverTheMark() {
        for (int mark : new int[] {0, 1, 0x3FFFFF}) {
            assertThat(FirstSeen.receivedAt(FirstSeen.of(NOW, mark))).isEqualTo(NOW);
            assertThat(FirstSeen.receivedAt(FirstSeen.of(LAST, mark))).isEqualTo(LAST);
        }
    }

    @Test
    void stateOfBeforeTheMarksIsReadAsTimes() {
        assertThat(FirstSeen.receivedAt(NOW)).isEqualTo(NOW);
    }

    /** It lies in savepoints, where it tells a repeat from a duplicate. */
    @Test
    void recordedMarksStay() {
        Origin origin = new Origin("collector/0", 1_764_000_000_123L, 4_711);
        int hash = Objects.hash(origin.instance(), origin.epoch(), origin.sequence()) * 0x9E3779B9;

        assertThat(FirstSeen.markOf(origin)).isEqualTo((hash >>> 10) & 0x3FFFFF);
    }

    @Test
    void recordsOfOneBatchHaveMarksOfTheirOwn() {
        long marks = IntStream.range(0, 2_500)
                .map(sequence -> FirstSeen.markOf(new Origin("collector-1", 7, sequence)))
                .distinct()
                .count();

        assertThat(marks).isGreaterThan(2_490);
    }
}
