package dev.cdp.bench;

import dev.cdp.bench.collector.CollectorBench;
import dev.cdp.bench.collector.CollectorOptions;
import dev.cdp.bench.delivery.DeliveryBench;
import dev.cdp.bench.delivery.WorkspaceGrowth;
import dev.cdp.bench.endtoend.EndToEndBench;
import dev.cdp.bench.endtoend.LoadGrowth;
import dev.cdp.bench.endtoend.Soak;
import dev.cdp.bench.function.FunctionBench;
import dev.cdp.bench.measure.Chart;
import dev.cdp.bench.measure.Provenance;
import dev.cdp.bench.measure.Results;
import dev.cdp.bench.measure.Row;
import dev.cdp.bench.measure.Table;
import dev.cdp.bench.processing.ProcessingBench;
import dev.cdp.bench.state.StateBench;
import dev.cdp.local.dist.Directories;
import dev.cdp.local.dist.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures, prints a table and writes it to deploy/bench/results/bench.json. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measures how fast the parts are beside a reference on the same machine in the same run.")
public final class BenchCommand implements Callable<Integer> {
    /** Too long for a run of everything. */
    private static final String SOAK = "soak";

    private static final List<String> PARTS =
            List.of("collector", "delivery", "processing", "end-to-end", "state", "growth", "function", SOAK);
    private static final long MEMORY_EVENTS = 10_000_000;
    private static final int MOST_LOAD = 10_000;
    private static final int MOST_WORKSPACES = 100;

    /** Measures some of the rows. */
    @FunctionalInterface
    private interface Part {
        List<Row> run() throws Exception;
    }

    @Option(
            names = "--only",
            description =
                    "One part instead of all: collector, delivery, processing, end-to-end, state, growth, function, soak")
    private String only = "";

    @Option(names = "--seconds", description = "Length of a round of one load on one server")
    private int seconds = 8;

    @Option(names = "--rounds", description = "Rounds, of which the median counts")
    private int rounds = 5;

    @Option(names = "--warm-up", description = "Seconds of each load on each server before anything counts")
    private int warmUp = 30;

    @Option(names = "--connections", description = "That wait for an answer at any time")
    private int connections = 64;

    @Option(names = "--processing-events", description = "That the processing job catches up with in a round")
    private int processingEvents = 6_000_000;

    @Option(names = "--processing-rounds", description = "Of the processing job, of which the median counts")
    private int processingRounds = 3;

    @Option(names = "--delivery-events", description = "That the delivery job catches up with in a round")
    private int deliveryEvents = 3_000_000;

    @Option(names = "--delivery-rounds", description = "Of the delivery job, of which the median counts")
    private int deliveryRounds = 3;

    @Option(
            names = "--rate",
            description =
                    "Events per second from end to end; a little more than the target, as what counts is what arrives")
    private int rate = 10_500;

    @Option(names = "--minutes", description = "Of a round of the load from end to end, after two to warm up")
    private int minutes = 5;

    @Option(names = "--end-to-end-rounds", description = "Of the load from end to end, of which the median counts")
    private int endToEndRounds = 3;

    @Option(names = "--soak-minutes", description = "Of the soak, which is measured only when it is asked for")
    private int soakMinutes = 60;

    @Option(names = "--soak-rate", description = "Events per second of the soak")
    private int soakRate = 5_250;

    @Option(names = "--state-ids", description = "Message ids that the processing job's state grows to")
    private int stateIds = 20_000_000;

    @Option(names = "--memory", description = "Also the row about memory after 10 million events; takes minutes")
    private boolean memory;

    @Option(names = "--profile", description = "Also say where time and memory go")
    private boolean profile;

    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchCommand()).execute(args));
    }

    /** 0 when every target is reached, 1 when one is missed; an exception when the figures are void. */
    @Override
    public Integer call() throws Exception {
        if (!only.isEmpty() && !PARTS.contains(only)) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "--only is '" + only + "'; there are " + PARTS);
        }
        Repository repository = Repository.find();
        Path home = repository.resolve("deploy/bench/target/run");
        if (Files.exists(home)) {
            Directories.delete(home);
        }
        Provenance provenance = Provenance.of(repository.root());
        CollectorOptions options = new CollectorOptions(
                Duration.ofSeconds(seconds),
                rounds,
                Duration.ofSeconds(warmUp),
                connections,
                memory ? MEMORY_EVENTS : 0,
                profile,
                home);
        Path file = repository.resolve("deploy/bench/results/bench.json");
        Results results = new Results(file);
        List<Row> rows = new ArrayList<>();
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("collector", () -> new CollectorBench(options, repository, System.out).run());
        parts.put("delivery", () -> new DeliveryBench(
                        repository, home.resolve("delivery"), deliveryEvents, deliveryRounds, System.out)
                .run());
        parts.put("processing", () -> new ProcessingBench(
                        repository, home.resolve("processing"), processingEvents, processingRounds, System.out)
                .run());
        parts.put("end-to-end", () -> new EndToEndBench(
                        repository,
                        home.resolve("end-to-end"),
                        rate,
                        Duration.ofMinutes(minutes),
                        endToEndRounds,
                        System.out)
                .run());
        parts.put("state", () -> new StateBench(repository, home.resolve("state"), stateIds, System.out).run());
        parts.put("growth", () -> growth(repository, home));
        parts.put(SOAK, () -> new Soak(
                        repository, home.resolve("soak"), soakRate, Duration.ofMinutes(soakMinutes), System.out)
                .run());
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            if (measures(part.getKey())) {
                // At once: what is void later does not take with it what was measured.
                List<Row> measured = part.getValue().run();
                results.write(measured, provenance);
                rows.addAll(measured);
            }
        }
        if (measures("function")) {
            rows.addAll(new FunctionBench(repository, seconds, rounds, warmUp, System.out)
                    .run(results, provenance.commit()));
        }
        Table.print(rows, System.out);
        Chart.draw(file, file.resolveSibling("bench.svg"));
        System.out.printf(
                "%n%s on %s, %d processors%nwritten to %s%n",
                provenance.commit(), provenance.jdk(), Runtime.getRuntime().availableProcessors(), file);
        return rows.stream().allMatch(row -> row.ok() == null || row.ok()) ? 0 : 1;
    }

    /** That of the state is measured with the state itself. */
    private List<Row> growth(Repository repository, Path home) throws Exception {
        List<Row> rows = new ArrayList<>(new LoadGrowth(repository, home.resolve("load"), MOST_LOAD, System.out).run());
        rows.addAll(new WorkspaceGrowth(
                        repository, home.resolve("workspaces"), MOST_WORKSPACES, deliveryEvents / 3, System.out)
                .run());
        return rows;
    }

    private boolean measures(String part) {
        return only.isEmpty() ? !part.equals(SOAK) : only.equals(part);
    }
}
