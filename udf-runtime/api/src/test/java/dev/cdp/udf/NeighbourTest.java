package dev.cdp.udf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a hostile function leaves to a well-behaved one of another workspace, whose events come in turns
 * with its own on one thread. {@code -Dcdp.neighbours=SECONDS} measures each hostile function for so long
 * and prints a table; else a few are run for a moment.
 */
class NeighbourTest {
    private static final double SECONDS = Double.parseDouble(System.getProperty("cdp.neighbours", "0"));
    private static final List<Hostile> SOME =
            List.of(Hostile.ENDLESS_LOOP, Hostile.BACKTRACKING_REGEX, Hostile.HUGE_STRING, Hostile.LONG_LOG);
    private static final String NEIGHBOUR = "export default (e) => { e.properties.seen = true; return e }";
    private static final double WARM_UP = 0.5;

    @Test
    void neighbourGetsAllItsResultsBesideEachHostileFunction() throws Exception {
        double seconds = SECONDS > 0 ? SECONDS : 1;
        Map<String, String> hostile = new LinkedHashMap<>();
        (SECONDS > 0 ? Arrays.asList(Hostile.values()) : SOME).forEach(each -> hostile.put(each.name(), each.code()));
        hostile.put(
                "slow, with a result",
                "export default (e) => { const t = Date.now(); while (Date.now() < t + 400) {} return e }");
        if (SECONDS > 0) {
            // Last, as it keeps a processor busy for some time after its end.
            hostile.put("power of huge BigInts", "export default () => ({ n: String(7n ** 30000000n) })");
        }

        System.out.printf(
                "%-28s %12s %12s %7s %14s%n", "hostile", "alone, ev/s", "beside, ev/s", "ratio", "hostile ends");
        for (Map.Entry<String, String> each : hostile.entrySet()) {
            measure(each.getKey(), each.getValue(), seconds);
        }
    }

    private static void measure(String name, String code, double seconds) throws Exception {
        try (Harness harness = new Harness();
                CompiledFunction neighbour = harness.compile(FunctionSpec.of("good", "n", "neighbour", 1, NEIGHBOUR));
                CompiledFunction hostile = harness.compile(FunctionSpec.of("evil", "h", "hostile", 1, code))) {
            Subtask subtask = new Subtask(neighbour);
            subtask.run(WARM_UP, null);
            double alone = subtask.run(seconds, null);
            double beside = subtask.run(seconds, hostile);
            System.out.printf(
                    "%-28s %,12.0f %,12.0f %7.2f %,14d%n", name, alone, beside, beside / alone, subtask.hostileEnds());
            assertThat(beside).isPositive();
            subtask.assertUnharmed();
        }
    }

    /**
     * Told by how many of its invocations were stopped, each after its time on a processor: workers serve the neighbour as
     * well, once that has used more than its own share.
     */
    @Test
    void hostileWorkspaceUsesNoMoreThanItsShareWhileOthersRun() throws Exception {
        double share = 0.25;
        double seconds = 4;
        double each = 0.2;
        Limits limits = Limits.DEFAULT.withCpuTime(Duration.ofMillis(200));
        try (Harness harness = new Harness(
                        RuntimeOptions.DEFAULT
                                .withBreaker(Integer.MAX_VALUE, Duration.ZERO)
                                .withWaste(Duration.ofDays(1))
                                .withWorkspaceCpuShare(share),
                        HostServices.NONE);
                CompiledFunction neighbour = harness.compile(FunctionSpec.of("good", "n", "neighbour", 1, NEIGHBOUR));
                CompiledFunction hostile =
                        harness.compile(FunctionSpec.of("evil", "h", "hostile", 1, Hostile.ENDLESS_LOOP.code())
                                .withLimits(limits.withStatements(Long.MAX_VALUE)))) {
            Subtask subtask = new Subtask(neighbour);
            subtask.run(WARM_UP, null);
            subtask.run(seconds, hostile);

            // What it may have saved up in two seconds, and one invocation that was let in before.
            assertThat(subtask.hostileEnds() * each).isLessThanOrEqualTo(share * (seconds + 2) + each);
            assertThat(subtask.hostileEnds()).isPositive();
            subtask.assertUnharmed();
        }
    }
}
