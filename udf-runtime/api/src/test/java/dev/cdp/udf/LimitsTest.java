package dev.cdp.udf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each limit has its own kind of failure, and what was stopped runs again. */
class LimitsTest {
    private static final ConcurrentLinkedQueue<String> LINES = new ConcurrentLinkedQueue<>();

    private static Harness harness;

    @BeforeAll
    static void open() {
        harness = new Harness(
                RuntimeOptions.DEFAULT, HostServices.NONE.withLog((caller, line) -> LINES.add(line.message())));
    }

    @AfterAll
    static void close() {
        harness.close();
    }

    private static FunctionSpec spec(String code, Limits limits) {
        return FunctionSpec.of("w1", "f1", "limited", 1, code).withLimits(limits);
    }

    @Test
    void wallTimeIncludesWaiting() {
        FunctionResult result = harness.run(spec(
                "export default () => new Promise((done) => setTimeout(done, 60000, {}))",
                Limits.DEFAULT.withWallTime(Duration.ofMillis(200))));

        assertThat(Harness.failure(result).kind()).isEqualTo(FailureKind.TIMED_OUT);
        assertThat(Harness.failure(result).message()).isEqualTo("it took longer than 200 ms");
    }

    @Test
    void busyFunctionIsStoppedAtItsTimeOnAProcessor() {
        FunctionResult result = harness.run(spec(
                "export default () => { for (;;) {} }",
                Limits.DEFAULT.withStatements(Long.MAX_VALUE).withCpuTime(Duration.ofMillis(100))));

        assertThat(Harness.failure(result).kind()).isEqualTo(FailureKind.TIMED_OUT);
        assertThat(Harness.failure(result).message()).contains("kept a processor busy for longer than 100 ms");
    }

    @Test
    void functionWhoseErrorCanNotBeReadToItsEndFailsEachTime() {
        String endless = "{ get name() { while (true) {} }, get message() { while (true) {} } }";
        for (String ends : List.of("throw " + endless, "return Promise.reject(" + endless + ")")) {
            try (CompiledFunction function = harness.compile(
                    spec("export default () => { " + ends + " }", Limits.DEFAULT.withStatements(1_000)))) {
                for (int i = 0; i < 3; i++) {
                    assertThat(Harness.run(function, "{}")).as(ends).isInstanceOf(FunctionResult.Failed.class);
                }
            }
        }
    }

    @Test
    void statementsAreCountedPerInvocation() {
        Limits limits = Limits.DEFAULT.withStatements(1_000);
        try (CompiledFunction function = harness.compile(
                spec("export default (e) => { for (let i = 0; i < e.n; i++) { e.x = i } return e }", limits))) {
            for (int i = 0; i < 10; i++) {
                assertThat(Harness.run(function, "{\"n\":100}")).isInstanceOf(FunctionResult.Returned.class);
            }
            assertThat(Harness.failure(Harness.run(function, "{\"n\":4000}")).kind())
                    .isEqualTo(FailureKind.TOO_MANY_STATEMENTS);
            assertThat(Harness.run(function, "{\"n\":100}")).isInstanceOf(FunctionResult.Returned.class);
        }
    }

    @Test
    void functionRunsAgainAfterItWasStopped() {
        try (CompiledFunction function = harness.compile(
                "export default (e) => { const a = []; while (e.bad) a.push(new Uint8Array(1e6)); return e }")) {
            assertThat(Harness.failure(Harness.run(function, "{\"bad\":true}")).kind())
                    .isEqualTo(FailureKind.OUT_OF_MEMORY);
            assertThat(Harness.events(Harness.run(function, "{\"bad\":false}"))).containsExactly("{\"bad\":false}");
        }
    }

    @Test
    void outputIsLimitedInBytes() {
        FunctionResult.Failed failure = harness.failure("export default () => ({ s: 'ä'.repeat(700000) })");

        assertThat(failure.kind()).isEqualTo(FailureKind.TOO_LARGE);
    }

    @Test
    void fanOutIsLimitedInEvents() {
        assertThat(harness.failure("export default () => new Array(1001).fill({ a: 1 })")
                        .kind())
                .isEqualTo(FailureKind.TOO_MANY_EVENTS);
        assertThat(harness.events("export default () => new Array(1000).fill({ a: 1 })"))
                .hasSize(1000);
    }

    @Test
    void logIsLimitedInLinesAndSaysSo() {
        LINES.clear();

        harness.run("export default (e) => { for (let i = 0; i < 250; i++) console.log(i); return e }");

        assertThat(LINES).hasSize(101).last().isEqualTo("150 further lines of this invocation were dropped");
    }

    @Test
    void hoardingContextIsRenewed() {
        try (CompiledFunction function = harness.compile(
                "const hoard = []\nexport default (e) => { hoard.push(new Uint8Array(4e6)); return { n: hoard.length } }")) {
            int most = 0;
            for (int i = 0; i < 200; i++) {
                String event = Harness.events(Harness.run(function, "{}")).get(0);
                most = Math.max(most, Integer.parseInt(event.replaceAll("\\D", "")));
            }
            assertThat(most).isBetween(10, 70);
        }
    }

    @Test
    void failingModuleIsNoFunction() {
        for (String code : List.of(
                "export default (",
                "throw new Error('at load')",
                "const a = 1",
                "export default 7",
                "while (true) {}",
                "import x from 'lodash'\nexport default x",
                "export default () => { return 1",
                "await 1; let x = ;")) {
            try {
                harness.runtime()
                        .compile(spec(code, Limits.DEFAULT.withCpuTime(Duration.ofMillis(300))))
                        .close();
                throw new AssertionError("compiled: " + code);
            } catch (FunctionCompilationException e) {
                assertThat(e.failure().message()).isNotEmpty();
            }
        }
    }

    @Test
    void syntaxErrorTellsItsLine() {
        try {
            harness.runtime()
                    .compile(spec("const a = 1\nexport default (event) => { return event.. }", Limits.DEFAULT));
            throw new AssertionError("compiled");
        } catch (FunctionCompilationException e) {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.INVALID_CODE);
            assertThat(e.failure().line()).isEqualTo(2);
            assertThat(e.failure().message()).startsWith("SyntaxError");
        }
    }

    @Test
    void invocationsThatAwaitShareContextsUpToTheirNumber() throws Exception {
        String code = "let inside = 0\nexport default async (e) => {\n"
                + "if (++inside > 1) throw new Error('two in one context')\n"
                + "await new Promise((done) => setTimeout(done, 20))\ninside--\nreturn e }";
        try (CompiledFunction function = harness.compile(spec(code, Limits.DEFAULT.withContexts(3)))) {
            List<CompletableFuture<FunctionResult>> all = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                byte[] event = ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8);
                all.add(function.invoke(event, InvocationContext.of("m" + i)).toCompletableFuture());
            }
            for (int i = 0; i < 30; i++) {
                assertThat(Harness.events(all.get(i).get(60, TimeUnit.SECONDS))).containsExactly("{\"n\":" + i + "}");
            }
        }
    }

    @Test
    void closedFunctionEndsWhatIsUnderWay() throws Exception {
        CompiledFunction function =
                harness.compile("export default () => new Promise((done) => setTimeout(done, 4000, {}))");
        CompletableFuture<FunctionResult> running = function.invoke(
                        "{}".getBytes(StandardCharsets.UTF_8), InvocationContext.of("m"))
                .toCompletableFuture();

        function.close();

        assertThat(Harness.failure(running.get(60, TimeUnit.SECONDS)).kind()).isEqualTo(FailureKind.CLOSED);
        assertThat(Harness.failure(Harness.run(function, "{}")).kind()).isEqualTo(FailureKind.CLOSED);
    }

    @Test
    void breakerSuspendsAndTriesAgain() {
        try (Harness brittle =
                        new Harness(RuntimeOptions.DEFAULT.withBreaker(3, Duration.ofSeconds(3)), HostServices.NONE);
                CompiledFunction function =
                        brittle.compile("export default (e) => { if (e.bad) throw new Error('bad'); return e }")) {
            for (int i = 0; i < 3; i++) {
                assertThat(Harness.failure(Harness.run(function, "{\"bad\":1}")).kind())
                        .isEqualTo(FailureKind.CRASHED);
            }
            FunctionResult.Failed suspended = Harness.failure(Harness.run(function, "{}"));
            assertThat(suspended.kind()).isEqualTo(FailureKind.SUSPENDED);
            assertThat(suspended.message()).endsWith("the last time: Error: bad");
            assertThat(suspended.line()).isEqualTo(1);
            org.awaitility.Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Harness.run(function, "{}") instanceof FunctionResult.Returned);
        }
    }
}
