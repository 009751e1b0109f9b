package dev.cdp.udf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Code that GraalJS can't cancel: one built-in that computes for long, and a recursion that catches its
 * own stack overflows. With threads of the runtime's own its caller is told in time and others go on.
 */
class UncancellableTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"return { n: String(7n ** 30000000n) }", "const f = () => { try { f() } finally { f() } }; f()"})
    void callerIsToldAndOthersGoOn(String body) {
        Limits limits = Limits.DEFAULT.withWallTime(Duration.ofSeconds(1)).withCpuTime(Duration.ofMillis(300));
        try (Harness harness = new Harness(RuntimeOptions.DEFAULT.withOwnThreads(1), HostServices.NONE);
                CompiledFunction neighbour = harness.compile("export default (e) => e");
                CompiledFunction hostile =
                        harness.compile(FunctionSpec.of("evil", "h", "h", 1, "export default () => { " + body + " }")
                                .withLimits(limits))) {
            assertThat(Harness.failure(Harness.run(hostile, "{}")).kind())
                    .isIn(FailureKind.TIMED_OUT, FailureKind.OUT_OF_MEMORY, FailureKind.TOO_MANY_STATEMENTS);
            assertThat(Harness.events(Harness.run(neighbour, "{}"))).containsExactly("{}");
        }
    }
}
