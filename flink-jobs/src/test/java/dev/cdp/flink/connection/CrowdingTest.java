package dev.cdp.flink.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.flink.connection.Crowding.Source;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrowdingTest {
    private static final int CAPACITY = 100;
    private static final Source SLOW = new Source("w", "slow");
    private static final Source OTHER = new Source("w", "other");

    private final Crowding crowding = new Crowding();
    private final long began = System.nanoTime() + TimeUnit.HOURS.toNanos(1);
    private int inFlight = CAPACITY;

    @BeforeEach
    void watch() {
        crowding.watch(() -> inFlight, CAPACITY);
        stands(0, 0);
        assertThat(crowding.isAny()).as("after no time at all").isFalse();
    }

    @Test
    void sourceThatFillsTheFunctionsForHalfOfASecondIsCrowdedUntilThereIsRoom() {
        stands(0, 600);
        stands(900, 1_000);
        assertThat(crowding.isCrowded("w", "slow")).isTrue();
        assertThat(crowding.isCrowded("w", "other")).as("has too few in flight").isFalse();

        inFlight = CAPACITY / 2;
        assertThat(crowding.hasRoom()).isTrue();
        assertThat(crowding.isCrowded("w", "slow")).isFalse();
        inFlight = CAPACITY;
        assertThat(crowding.isCrowded("w", "slow")).as("until it stands again").isFalse();
    }

    @Test
    void othersHaveMorePlacesWhileASourceKeepsIts() {
        assertThat(crowding.hasPlace()).isFalse();
        stands(0, 1_000);
        assertThat(crowding.hasPlace()).isTrue();

        inFlight = CAPACITY + CAPACITY / 4;
        assertThat(crowding.hasPlace()).isFalse();
        inFlight = CAPACITY / 2;
        assertThat(crowding.hasPlace()).isTrue();
        inFlight = CAPACITY;
        assertThat(crowding.hasPlace()).as("no source is crowded any more").isFalse();
    }

    @Test
    void shortWaitsAreNone() {
        for (int ms = 0; ms < 10_000; ms += 100) {
            stands(ms, ms + 40);
        }
        assertThat(crowding.isAny()).isFalse();
    }

    private void stands(long fromMs, long toMs) {
        crowding.stoodStill(
                began + TimeUnit.MILLISECONDS.toNanos(fromMs),
                began + TimeUnit.MILLISECONDS.toNanos(toMs),
                () -> Map.of(SLOW, 80L, OTHER, 20L));
    }
}
