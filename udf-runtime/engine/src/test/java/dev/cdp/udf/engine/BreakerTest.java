package dev.cdp.udf.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong();
    private final Waste waste = new Waste(2 * SECOND, clock::get);
    private final Breaker breaker = breaker();

    private Breaker breaker() {
        return new Breaker(100, 30 * SECOND, waste, clock::get);
    }

    @Test
    void fewFailuresThatTakeLongSuspendAsManyQuickOnesDo() {
        for (int i = 0; i < 3; i++) {
            assertThat(breaker.permit()).isNotEqualTo(Breaker.REFUSED);
            breaker.failed(SECOND);
        }
        assertThat(breaker.permit()).isEqualTo(Breaker.REFUSED);
        assertThat(breaker.refusal()).contains("3 times").contains("much time");
    }

    @Test
    void successInBetweenCountsAnew() {
        for (int i = 0; i < 1_000; i++) {
            breaker.failed(0);
            breaker.succeeded();
            assertThat(breaker.permit()).isNotEqualTo(Breaker.REFUSED);
        }
    }

    @Test
    void whatWasLetInBeforeIsRefusedOnceItIsSuspended() {
        long early = breaker.permit();
        for (int i = 0; i < 100; i++) {
            assertThat(breaker.holds(early)).isTrue();
            breaker.failed(0);
        }
        assertThat(breaker.holds(early)).isFalse();
    }

    @Test
    void oneTriesAfterThePauseAndDecidesForTheOthers() {
        suspend();
        clock.addAndGet(30 * SECOND);
        long trial = breaker.permit();
        assertThat(breaker.holds(trial)).isTrue();
        assertThat(breaker.permit()).isEqualTo(Breaker.REFUSED);

        breaker.failed(0);
        assertThat(breaker.permit()).isEqualTo(Breaker.REFUSED);

        clock.addAndGet(30 * SECOND);
        assertThat(breaker.permit()).isNotEqualTo(Breaker.REFUSED);
        breaker.succeeded();
        assertThat(breaker.permit()).isNotEqualTo(Breaker.REFUSED);
    }

    /** Two seconds at once, and then a fifteenth of the time; one that was let in may take a second more. */
    @Test
    void functionsOfAWorkspaceWasteASmallShareHoweverManyTheyAre() {
        List<Breaker> many = Stream.generate(this::breaker).limit(50).toList();
        long wasted = 0;
        while (clock.get() < 300 * SECOND) {
            for (Breaker each : many) {
                if (each.permit() == Breaker.REFUSED) {
                    continue;
                }
                clock.addAndGet(SECOND);
                each.failed(SECOND);
                wasted += SECOND;
            }
            clock.addAndGet(SECOND / 10);
        }
        assertThat(wasted / SECOND).isBetween(20L, 2 + 300 / 15 + 1L + 50);
    }

    private void suspend() {
        for (int i = 0; i < 100; i++) {
            breaker.failed(0);
        }
    }
}
