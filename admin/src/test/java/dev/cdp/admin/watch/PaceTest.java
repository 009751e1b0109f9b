package dev.cdp.admin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.admin.error.Problem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Pace pace = new Pace("moon", 19, metrics, nanos::get);
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void aLookIsFollowedByARestOf19TimesAsLong() {
        pace.look(this::lookForASecond);
        pass(18);
        pace.look(this::lookForASecond);
        assertThat(looks).hasValue(1);
        pass(1);
        pace.look(this::lookForASecond);
        assertThat(looks).hasValue(2);
    }

    @Test
    void aLookThatFailsRestsTooAndLeavesTheFiguresAsOldAsTheyAre() {
        pass(100);
        pace.look(() -> {
            lookForASecond();
            throw Problem.unavailable("clouds", null);
        });
        assertThat(age()).isEqualTo(101);
        pace.look(this::lookForASecond);
        assertThat(looks).hasValue(1);
    }

    @Test
    void aLookThatFailsAfterLongIsTriedAgainWithinAMinute() {
        pace.look(() -> {
            pass(30);
            throw Problem.unavailable("clouds", null);
        });
        pass(60);
        pace.look(this::lookForASecond);
        assertThat(looks).hasValue(1);
    }

    @Test
    void aLookThatSucceedsMakesTheFiguresNew() {
        pass(100);
        pace.look(this::lookForASecond);
        assertThat(age()).isZero();
        pass(7);
        assertThat(age()).isEqualTo(7);
    }

    private void lookForASecond() {
        looks.incrementAndGet();
        pass(1);
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private double age() {
        return metrics.get("cdp.admin.watch.age").tag("watch", "moon").gauge().value();
    }
}
