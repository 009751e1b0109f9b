package dev.cdp.contract.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RateUsageTest {
    private static final long DAY = 20_000;
    private static final long NOW = DAY * 86_400_000 + 50_000;

    @Test
    void countsTheSlotsOfTheWindowAndToday() {
        Map<String, String> fields = Map.of(
                "window_ms",
                "5000",
                "slot:" + (NOW - 6_000),
                "1000",
                "slot:" + (NOW - 4_900),
                "40",
                "slot:" + NOW,
                "2",
                "day:" + (DAY - 1),
                "9000",
                "day:" + DAY,
                "77",
                "blocked_until",
                Long.toString(NOW + 300));
        assertThat(RateUsage.of(fields, NOW)).isEqualTo(new RateUsage(42, 5000, 77, 300));
    }

    @Test
    void nothingIsUsedOfWhatIsNotThere() {
        assertThat(RateUsage.of(Map.of(), NOW)).isEqualTo(new RateUsage(0, 0, 0, 0));
    }
}
