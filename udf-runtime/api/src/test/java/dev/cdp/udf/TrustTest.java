package dev.cdp.udf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A function runs on its caller's thread when it has shown that it takes little time, and only as long as it does. */
class TrustTest {
    /** Enough for a function that was slow now and then, as machines are. */
    private static final int MANY = 5_000;

    private static final String CODE = "export default (e) => { console.log('x'); while (e.loop) {} return e }";

    private volatile Thread ran;
    private Harness harness;

    @BeforeEach
    void open() {
        harness = new Harness(
                RuntimeOptions.DEFAULT
                        .withBreaker(Integer.MAX_VALUE, Duration.ZERO)
                        .withWaste(Duration.ofDays(1)),
                HostServices.NONE.withLog((caller, line) -> ran = Thread.currentThread()));
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void newFunctionDoesNotRunOnItsCallersThread() {
        try (CompiledFunction function = harness.compile(CODE)) {
            Harness.run(function, "{}");
            assertThat(ran).isNotEqualTo(Thread.currentThread());
        }
    }

    @Test
    void quickFunctionRunsOnItsCallersThreadUntilItOverruns() {
        FunctionSpec spec = FunctionSpec.of("w1", "f1", "f", 1, CODE)
                .withLimits(Limits.DEFAULT.withCpuTime(Duration.ofMillis(200)));
        try (CompiledFunction function = harness.compile(spec)) {
            assertThat(earnsTrust(function)).isTrue();

            Harness.failure(Harness.run(function, "{\"loop\":true}"));
            Harness.run(function, "{}");
            assertThat(ran).isNotEqualTo(Thread.currentThread());

            assertThat(earnsTrust(function)).as("again").isTrue();
        }
    }

    @Test
    void functionIsKeptOffItsCallersThreadWhereAllAre() {
        try (Harness own = new Harness(
                        RuntimeOptions.DEFAULT.withOwnThreads(2),
                        HostServices.NONE.withLog((caller, line) -> ran = Thread.currentThread()));
                CompiledFunction function = own.compile(CODE)) {
            for (int i = 0; i < 300; i++) {
                Harness.run(function, "{}");
                assertThat(ran).isNotEqualTo(Thread.currentThread());
            }
        }
    }

    private boolean earnsTrust(CompiledFunction function) {
        for (int i = 0; i < MANY; i++) {
            Harness.run(function, "{}");
            if (ran == Thread.currentThread()) {
                return true;
            }
        }
        return false;
    }
}
