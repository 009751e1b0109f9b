package dev.cdp.bench.endtoend;

import dev.cdp.bench.measure.Growth;
import dev.cdp.bench.measure.Row;
import dev.cdp.local.dist.Repository;
import dev.cdp.local.flink.FlinkException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What an event costs on the whole path at once, twice, five times and ten times a load. */
public final class LoadGrowth {
    private static final Duration WARM_UP = Duration.ofMinutes(2);
    private static final Duration GROWING = Duration.ofSeconds(10);
    private static final Duration DURATION = Duration.ofMinutes(1);

    private final Repository repository;
    private final Path home;
    private final int most;
    private final PrintStream out;

    /**
     * Prepares it.
     *
     * @param most events per second, at ten times the load
     */
    public LoadGrowth(Repository repository, Path home, int most, PrintStream out) {
        this.repository = repository;
        this.home = home;
        this.most = most;
        this.out = out;
    }

    /** Measures it. */
    public List<Row> run() throws IOException, InterruptedException, FlinkException {
        out.println("starting the whole path: what an event costs at a growing load");
        Growth cpu = new Growth("end to end, CPU per event at %s events/s", "us");
        List<Row> latencies = new ArrayList<>();
        try (WholePath path = WholePath.start(repository, home)) {
            // At the full load, so that all is compiled before the first figure counts.
            new Stretch(most, WARM_UP, GROWING).run(path, out);
            for (int factor : Growth.FACTORS) {
                int rate = most / Growth.MOST * factor;
                Stretch.Result result = new Stretch(rate, GROWING, DURATION).run(path, out);
                cpu.add(rate, result.cpuMicrosPerEvent());
                latencies.add(Growth.told(
                        "end to end, event to row, p95 at %s events/s",
                        rate, result.eventToRow().percentile(0.95), "ms"));
            }
        }
        List<Row> rows = new ArrayList<>(cpu.rows());
        rows.addAll(latencies);
        return rows;
    }
}
