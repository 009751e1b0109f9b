package dev.cdp.admin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LedgerWatchTest {
    @Test
    void whatTakesTooMuchIsLookedAtLessFarBackButNotLessThanAnHour() {
        Duration span = Duration.ofDays(3);
        for (int failures = 0; failures < 20; failures++) {
            span = LedgerWatch.shorter(span);
        }
        assertThat(span).isEqualTo(Duration.ofHours(1));
        assertThat(LedgerWatch.shorter(Duration.ofDays(3))).isEqualTo(Duration.ofHours(36));
    }

    @Test
    void itComesBackToThreeDays() {
        Duration span = Duration.ofHours(1);
        for (int looks = 0; looks < 20; looks++) {
            span = LedgerWatch.longer(span);
        }
        assertThat(span).isEqualTo(Duration.ofDays(3));
    }
}
