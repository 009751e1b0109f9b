package dev.cdp.bench.endtoend;

import dev.cdp.bench.measure.Row;
import dev.cdp.bench.measure.Samples;
import dev.cdp.bench.measure.Target;
import dev.cdp.bench.stack.FlinkCluster;
import dev.cdp.local.dist.Repository;
import dev.cdp.local.flink.FlinkException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The whole path under a constant load: from a request to the collector, by the three jobs and a function, to a row in
 * ClickHouse. Before the first round the load grows for two minutes, as all of it is compiled then.
 */
public final class EndToEndBench {
    private static final double EVENTS_PER_SECOND = 10_000;
    private static final Duration WARM_UP = Duration.ofMinutes(2);
    /** Of the rounds behind the first one. */
    private static final Duration GROWING = Duration.ofSeconds(20);

    private final Repository repository;
    private final Path home;
    private final int rate;
    private final Duration duration;
    private final int rounds;
    private final PrintStream out;

    /**
     * Prepares it.
     *
     * @param rate events per second
     * @param duration of that rate, in a round
     */
    public EndToEndBench(Repository repository, Path home, int rate, Duration duration, int rounds, PrintStream out) {
        this.repository = repository;
        this.home = home;
        this.rate = rate;
        this.duration = duration;
        this.rounds = rounds;
        this.out = out;
    }

    /**
     * Measures it.
     *
     * @throws IllegalStateException when an event was not accepted, is missing or double: there are no figures then
     */
    public List<Row> run() throws IOException, InterruptedException, FlinkException {
        out.println("starting Kafka, PostgreSQL, Redis, ClickHouse, Flink with three jobs, and the collector");
        try (WholePath path = WholePath.start(repository, home)) {
            List<Stretch.Result> results = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                out.printf("round %d of %d%n", round, rounds);
                Duration growing = round == 1 ? WARM_UP : GROWING;
                results.add(new Stretch(rate, growing, duration).run(path, out));
            }
            return rows(results);
        }
    }

    private static List<Row> rows(List<Stretch.Result> results) {
        long bound =
                FlinkCluster.CHECKPOINT_INTERVAL.multipliedBy(2).plusSeconds(1).toMillis();
        String toRow = "end to end, event to row, p";
        String answer = "end to end, answer to a batch, p";
        return List.of(
                row(
                        "end to end, sustained",
                        results,
                        Stretch.Result::rowsPerSecond,
                        "events/s",
                        Target.valueAtLeast(EVENTS_PER_SECOND)),
                row(toRow + 50, results, result -> result.eventToRow().percentile(0.5), "ms", null),
                row(
                        toRow + 95,
                        results,
                        result -> result.eventToRow().percentile(0.95),
                        "ms",
                        Target.valueBelow(bound)),
                row(toRow + 99, results, result -> result.eventToRow().percentile(0.99), "ms", null),
                row(answer + 50, results, result -> result.answers().percentile(0.5), "ms", null),
                row(answer + 99, results, result -> result.answers().percentile(0.99), "ms", null),
                row("end to end, CPU per event", results, Stretch.Result::cpuMicrosPerEvent, "us", null));
    }

    private static Row row(
            String name,
            List<Stretch.Result> results,
            ToDoubleFunction<Stretch.Result> figure,
            String unit,
            Target target) {
        return Row.of(
                name, new Samples(results.stream().mapToDouble(figure).boxed().toList()), unit, target);
    }
}
