package dev.cdp.udf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Code that GraalJS can't cancel: one built-in that computes for long, and a recursion that catches its
 * own stack overflows. Its caller is told in time and is not held up, and others go on.
 */
class UncancellableTest {
    private static final Limits LIMITS =
            Limits.DEFAULT.withWallTime(Duration.ofSeconds(1)).withCpuTime(Duration.ofMillis(300));

    @ParameterizedTest
    @ValueSource(
            strings = {"return { n: String(7n ** 30000000n) }", "const f = () => { try { f() } finally { f() } }; f()"})
    void callerIsToldAndOthersGoOn(String body) {
        try (Harness harness = new Harness();
                CompiledFunction neighbour = harness.compile("export default (e) => e");
                CompiledFunction hostile =
                        harness.compile(FunctionSpec.of("evil", "h", "h", 1, "export default () => { " + body + " }")
                                .withLimits(LIMITS))) {
            CompletableFuture<FunctionResult> running = hostile.invoke(
                            "{}".getBytes(StandardCharsets.UTF_8), InvocationContext.of("m"))
                    .toCompletableFuture();
            // Its caller is here, and free for others.
            assertThat(Harness.events(Harness.run(neighbour, "{}"))).containsExactly("{}");
            assertThat(Harness.failure(running.join()).kind())
                    .isIn(FailureKind.TIMED_OUT, FailureKind.OUT_OF_MEMORY, FailureKind.TOO_MANY_STATEMENTS);
            assertThat(Harness.events(Harness.run(neighbour, "{}"))).containsExactly("{}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"const n = String(7n ** 30000000n)\nexport default () => ({ n })"})
    void compilingCallerIsTold(String code) {
        try (Harness harness = new Harness()) {
            FunctionSpec spec = FunctionSpec.of("evil", "h", "h", 1, code).withLimits(LIMITS);
            try {
                harness.runtime().compile(spec).close();
                throw new AssertionError("compiled");
            } catch (FunctionCompilationException e) {
                assertThat(e.failure().kind()).isIn(FailureKind.TIMED_OUT, FailureKind.OUT_OF_MEMORY);
            }
            assertThat(harness.events("export default (e) => ({ ok: true })")).containsExactly("{\"ok\":true}");
        }
    }
}
