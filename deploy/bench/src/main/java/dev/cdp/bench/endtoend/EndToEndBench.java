package dev.cdp.bench.endtoend;

import dev.cdp.bench.events.EventWriter;
import dev.cdp.bench.events.SampleFunction;
import dev.cdp.bench.load.PacedLoad;
import dev.cdp.bench.measure.Row;
import dev.cdp.bench.measure.Samples;
import dev.cdp.bench.measure.Target;
import dev.cdp.bench.server.Server;
import dev.cdp.bench.server.Servers;
import dev.cdp.bench.stack.FlinkCluster;
import dev.cdp.bench.stack.Services;
import dev.cdp.local.dist.Repository;
import dev.cdp.local.flink.FlinkException;
import dev.cdp.local.flink.JobSpec;
import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The whole path under a constant load: from a request to the collector, by the three jobs and a function, to a row in
 * ClickHouse. What counts are the rows that arrive while the load lasts, after a fifth of it to warm up: a path that
 * falls behind has less of them than were accepted.
 */
public final class EndToEndBench {
    private static final double EVENTS_PER_SECOND = 10_000;
    private static final int BATCH = 50;
    private static final int PROBES_PER_SECOND = 4;
    private static final int WARM_UP_SHARE = 5;
    private static final long POLL_MILLIS = 100;
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(2);

    private final Repository repository;
    private final Path home;
    private final int rate;
    private final Duration duration;
    private final PrintStream out;
    private final ClickHouseService clickHouse = TestServices.clickHouse();

    /**
     * Prepares it.
     *
     * @param rate events per second
     */
    public EndToEndBench(Repository repository, Path home, int rate, Duration duration, PrintStream out) {
        this.repository = repository;
        this.home = home;
        this.rate = rate;
        this.duration = duration;
        this.out = out;
    }

    /**
     * Measures it.
     *
     * @throws IllegalStateException when an event was not accepted, is missing or double: there are no figures then
     */
    public List<Row> run() throws IOException, InterruptedException, FlinkException {
        out.println("starting Kafka, PostgreSQL, Redis, ClickHouse, Flink with three jobs, and the collector");
        clickHouse.migrate();
        Books books = new Books(clickHouse, Services.WORKSPACE);
        books.open();
        try (Services services = Services.start(repository);
                FlinkCluster flink = FlinkCluster.start(repository, home.resolve("flink"))) {
            try (EventWriter config = new EventWriter(services.kafka(), "")) {
                SampleFunction.in(Services.WORKSPACE).forEach(config::configure);
            }
            for (JobSpec job : JobSpec.ALL) {
                flink.submit(job.entryClass(), arguments(services));
            }
            flink.awaitRunning();
            try (Server collector = new Servers(repository, home).collector(services.environment())) {
                return measure(collector, books);
            }
        }
    }

    private List<String> arguments(Services services) {
        return List.of(
                "--kafka",
                services.kafka(),
                "--clickhouse",
                clickHouse.url(),
                "--progress-interval-ms",
                Long.toString(REPORT_INTERVAL.toMillis()));
    }

    private List<Row> measure(Server collector, Books books) throws InterruptedException {
        Probes probes = new Probes(clickHouse, Services.WORKSPACE);
        String run = "%08x-".formatted(ThreadLocalRandom.current().nextInt());
        Traffic traffic = new Traffic(run, BATCH, Math.max(1, rate / BATCH / PROBES_PER_SECOND), probes);
        Duration interval = Duration.ofSeconds(BATCH).dividedBy(rate);
        int batches = Math.toIntExact(duration.dividedBy(interval));
        out.printf("%,d events in %,d s%n", (long) batches * BATCH, duration.toSeconds());

        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Void> following = threads.submit(probes::follow);
            PacedLoad load = new PacedLoad(collector.url(), Services.WRITE_KEY);
            Future<List<Double>> answers = threads.submit(() -> load.run(traffic, batches, interval));
            Thread.sleep(duration.dividedBy(WARM_UP_SHARE).toMillis());
            long warm = System.nanoTime();
            long rowsWhenWarm = books.rows();
            List<Double> answerMillis = answers.get();
            double rowsPerSecond = (books.rows() - rowsWhenWarm) * 1e9 / (System.nanoTime() - warm);
            out.printf("%,.0f rows/s while the load lasted%n", rowsPerSecond);
            out.println(books.balance((long) batches * BATCH));
            while (!probes.allAreSeen()) {
                if (following.isDone()) {
                    following.get();
                }
                Thread.sleep(POLL_MILLIS);
            }
            return rows(
                    rowsPerSecond,
                    probes.millisOfThoseDueAfter(warm),
                    answerMillis.subList(batches / WARM_UP_SHARE, batches));
        } catch (ExecutionException e) {
            throw new IllegalStateException("VOID: the load came to no good end", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Row> rows(double rowsPerSecond, List<Double> eventToRow, List<Double> answerMillis) {
        Samples toRow = new Samples(eventToRow);
        Samples answers = new Samples(answerMillis);
        long bound =
                FlinkCluster.CHECKPOINT_INTERVAL.multipliedBy(2).plusSeconds(1).toMillis();
        return List.of(
                row("end to end, sustained", rowsPerSecond, "events/s", Target.valueAtLeast(EVENTS_PER_SECOND)),
                row("end to end, event to row, p50", toRow.percentile(0.5), "ms", null),
                row("end to end, event to row, p95", toRow.percentile(0.95), "ms", Target.valueBelow(bound)),
                row("end to end, event to row, p99", toRow.percentile(0.99), "ms", null),
                row("end to end, answer to a batch, p50", answers.percentile(0.5), "ms", null),
                row("end to end, answer to a batch, p99", answers.percentile(0.99), "ms", null));
    }

    private static Row row(String name, double value, String unit, Target target) {
        return Row.of(name, new Samples(List.of(value)), unit, target);
    }
}
