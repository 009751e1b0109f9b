package dev.cdp.bench.endtoend;

import dev.cdp.bench.measure.Row;
import dev.cdp.bench.measure.Samples;
import dev.cdp.bench.measure.Target;
import dev.cdp.bench.server.LiveHeap;
import dev.cdp.bench.stack.FlinkCluster;
import dev.cdp.local.dist.Repository;
import dev.cdp.local.flink.FlinkException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole path under half of its load for an hour: what it holds and how fast it is in the last sixth, beside the
 * first. Each sixth ends with the books: all that was accepted is stored once.
 */
public final class Soak {
    private static final int STRETCHES = 6;
    private static final Duration WARM_UP = Duration.ofMinutes(2);
    private static final Duration GROWING = Duration.ofSeconds(2);
    private static final Target BOUNDED = Target.ratioAtMost(1.2);
    /** Its heap is filled once before it is collected, and the caches of its state fill up. */
    private static final Map<String, Target> GROWS_INTO =
            Map.of("TaskManager", Target.valueBelow(FlinkCluster.TASK_MANAGER_MIB));

    private static final double MIB = 1 << 20;

    private final Repository repository;
    private final Path home;
    private final int rate;
    private final Duration duration;
    private final PrintStream out;

    /**
     * Prepares it.
     *
     * @param rate events per second
     */
    public Soak(Repository repository, Path home, int rate, Duration duration, PrintStream out) {
        this.repository = repository;
        this.home = home;
        this.rate = rate;
        this.duration = duration;
        this.out = out;
    }

    /** @param target of what it is in the end; null where it is only told */
    private record Figure(double value, String unit, Target target) {}

    /** Measures it. */
    public List<Row> run() throws IOException, InterruptedException, FlinkException {
        out.printf("starting the whole path: %,d events/s for %d minutes%n", rate, duration.toMinutes());
        try (WholePath path = WholePath.start(repository, home)) {
            // Compiled, and with heaps as large as they get.
            new Stretch(rate, WARM_UP, WARM_UP).run(path, out);
            Map<String, Figure> first = null;
            Map<String, Figure> last = Map.of();
            for (int stretch = 1; stretch <= STRETCHES; stretch++) {
                last = figures(path, new Stretch(rate, GROWING, duration.dividedBy(STRETCHES)).run(path, out));
                first = first == null ? last : first;
                out.printf("%d of %d: %s%n", stretch, STRETCHES, told(last));
            }
            return rows(first, last);
        }
    }

    private Map<String, Figure> figures(WholePath path, Stretch.Result result)
            throws IOException, InterruptedException {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("rows", new Figure(result.rowsPerSecond(), "events/s", null));
        for (int percent : new int[] {50, 95, 99}) {
            double share = percent / 100.0;
            figures.put(
                    "event to row, p" + percent, new Figure(result.eventToRow().percentile(share), "ms", BOUNDED));
            figures.put(
                    "answer to a batch, p" + percent,
                    new Figure(result.answers().percentile(share), "ms", null));
        }
        figures.put("CPU per event", new Figure(result.cpuMicrosPerEvent(), "us", BOUNDED));
        result.programs().forEach((program, use) -> {
            figures.put(
                    program + ", memory",
                    new Figure(use.residentBytes() / MIB, "MiB", GROWS_INTO.getOrDefault(program, BOUNDED)));
            figures.put(program + ", threads", new Figure(use.threads(), "threads", BOUNDED));
            figures.put(program + ", descriptors", new Figure(use.descriptors(), "descriptors", null));
        });
        LiveHeap.ofDescendants()
                .forEach((program, bytes) ->
                        figures.put(program + ", living objects", new Figure(bytes / MIB, "MiB", BOUNDED)));
        // It grows with the ids that it remembers, as it should.
        path.stateBytes().forEach((job, bytes) -> figures.put("state of " + job, new Figure(bytes / MIB, "MiB", null)));
        for (String table : List.of("events", "events_raw")) {
            figures.put("parts of " + table, new Figure(path.books().parts(table), "parts", null));
        }
        return figures;
    }

    private static String told(Map<String, Figure> figures) {
        StringBuilder told = new StringBuilder();
        figures.forEach((name, figure) -> told.append(told.isEmpty() ? "" : "; ")
                .append("%s %.1f %s".formatted(name, figure.value(), figure.unit())));
        return told.toString();
    }

    private static List<Row> rows(Map<String, Figure> first, Map<String, Figure> last) {
        List<Row> rows = new ArrayList<>();
        last.forEach((name, figure) -> {
            Samples before =
                    new Samples(List.of(first.getOrDefault(name, figure).value()));
            rows.add(Row.of(
                    "soak, " + name + " at the end",
                    new Samples(List.of(figure.value())),
                    figure.unit(),
                    before,
                    figure.target()));
        });
        return rows;
    }
}
