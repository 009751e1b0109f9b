package dev.cdp.bench.function;

import dev.cdp.bench.measure.Provenance;
import dev.cdp.bench.measure.Results;
import dev.cdp.bench.measure.Row;
import dev.cdp.bench.measure.Samples;
import dev.cdp.bench.measure.Target;
import dev.cdp.local.dist.Repository;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Three functions with JSON in and out, events per second on one thread: by this JVM's Java, by Java 25
 * with GraalVM's compiler where the machine has it, and by Node's V8, in turns.
 */
public final class FunctionBench {
    private static final List<String> FUNCTIONS = List.of("rename", "mask", "fanout");
    private static final Map<String, String> TITLES =
            Map.of("rename", "rename fields", "mask", "mask e-mail", "fanout", "fan out cart lines");
    private static final int COMPILING_RELEASE = 25;
    private static final double INTERPRETED_SHARE = 0.4;
    private static final double COMPILED_SHARE = 1.0;
    private static final double KIB = 1024;

    private final Repository repository;
    private final int seconds;
    private final int rounds;
    private final int warmUp;
    private final PrintStream out;

    /** The lengths in seconds of one function's turn, and of what comes before anything counts. */
    public FunctionBench(Repository repository, int seconds, int rounds, int warmUp, PrintStream out) {
        this.repository = repository;
        this.seconds = seconds;
        this.rounds = rounds;
        this.warmUp = warmUp;
        this.out = out;
    }

    private record Runner(String label, double share, ProbeProcess process, String jdk) {}

    /** Measures, writes each row with the JDK that it was measured on, and returns them all. */
    public List<Row> run(Results results, String commit) throws IOException {
        Path sources = repository.resolve("deploy/bench/src/main/resources/dev/cdp/bench/function");
        List<Runner> runners = new ArrayList<>();
        try (ProbeProcess node = ProbeProcess.node(sources)) {
            runners.add(runner(
                    ProcessHandle.current().info().command().map(Path::of).orElseThrow(), List.of()));
            compiling()
                    .ifPresentOrElse(
                            runners::add,
                            () -> out.println("No Java " + COMPILING_RELEASE + " here: its rows are skipped."));
            return measure(runners, node, results, commit);
        } finally {
            runners.forEach(runner -> runner.process().close());
        }
    }

    private Optional<Runner> compiling() {
        return Jdks.java(COMPILING_RELEASE).map(java -> runner(java, compilerFlags()));
    }

    /** What a task manager's {@code env.java.opts.taskmanager} has to say for the compiling engine. */
    private List<String> compilerFlags() {
        try (Stream<Path> jars = Files.list(repository.resolve("deploy/bench/target/graal-compiler"))) {
            return List.of(
                    "-XX:+UnlockExperimentalVMOptions",
                    "-XX:+EnableJVMCI",
                    "--enable-native-access=ALL-UNNAMED",
                    "--upgrade-module-path=" + jars.map(Path::toString).collect(Collectors.joining(":")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Runner runner(Path java, List<String> flags) {
        try {
            ProbeProcess process = ProbeProcess.java(java, flags);
            String[] engine = process.ask("engine").split(";", 2);
            boolean compiles = engine[0].endsWith("compiled");
            String release = engine[1].replaceAll(".* (\\d+)\\..*", "$1");
            out.println("Java " + release + ": " + engine[0]);
            return new Runner(
                    release, compiles ? COMPILED_SHARE : INTERPRETED_SHARE, process, engine[1] + ", " + engine[0]);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<Row> measure(List<Runner> runners, ProbeProcess node, Results results, String commit)
            throws IOException {
        Map<String, List<Double>> figures = new TreeMap<>();
        for (String function : FUNCTIONS) {
            for (Runner runner : runners) {
                runner.process().figure(function + ' ' + warmUp);
            }
            node.figure(function + ' ' + Math.min(warmUp, 3));
            for (int round = 0; round < rounds; round++) {
                for (Runner runner : runners) {
                    add(figures, function + runner.label(), runner.process().figure(function + ' ' + seconds));
                }
                add(figures, function, node.figure(function + ' ' + seconds));
            }
            out.println(TITLES.get(function) + ": measured " + rounds + " times, each runner in turn");
        }
        List<Row> all = new ArrayList<>();
        for (Runner runner : runners) {
            List<Row> rows = rows(runner, figures);
            results.write(rows, new Provenance(commit, runner.jdk()));
            all.addAll(rows);
        }
        return all;
    }

    private static void add(Map<String, List<Double>> figures, String name, double figure) {
        figures.computeIfAbsent(name, any -> new ArrayList<>()).add(figure);
    }

    private static List<Row> rows(Runner runner, Map<String, List<Double>> figures) throws IOException {
        String jdk = " (" + runner.label() + ')';
        List<Row> rows = new ArrayList<>();
        for (String function : FUNCTIONS) {
            rows.add(Row.of(
                    "function " + TITLES.get(function) + jdk,
                    new Samples(figures.get(function + runner.label())),
                    "events/s",
                    new Samples(figures.get(function)),
                    Target.ratioAtLeast(runner.share())));
        }
        rows.add(Row.of("function context start" + jdk, once(runner.process().figure("start")), "ms", null));
        rows.addAll(many(runner.process(), jdk));
        return rows;
    }

    private static List<Row> many(ProbeProcess process, String jdk) throws IOException {
        String many = "1,000 functions of 100 workspaces";
        double[] figures = Stream.of(process.ask("many").split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return List.of(
                Row.of("function memory per function" + jdk, once(figures[0] / KIB), "KiB", null),
                Row.of("function metaspace per function" + jdk, once(figures[1] / KIB), "KiB", null),
                Row.of(many + ", threads more" + jdk, once(figures[2]), "threads", null),
                Row.of(many + ", until all have run" + jdk, once(figures[3]), "s", null));
    }

    private static Samples once(double figure) {
        return new Samples(List.of(figure));
    }
}
