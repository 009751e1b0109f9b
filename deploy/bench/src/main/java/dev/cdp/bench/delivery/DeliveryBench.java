package dev.cdp.bench.delivery;

import dev.cdp.bench.events.EventWriter;
import dev.cdp.bench.events.SampleEvents;
import dev.cdp.bench.events.SampleFunction;
import dev.cdp.bench.measure.Row;
import dev.cdp.bench.measure.Samples;
import dev.cdp.bench.measure.Target;
import dev.cdp.bench.stack.CatchUp;
import dev.cdp.bench.stack.FlinkCluster;
import dev.cdp.bench.stack.KafkaTopics;
import dev.cdp.local.dist.Repository;
import dev.cdp.local.flink.FlinkException;
import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.KafkaService;
import dev.cdp.testkit.TestServices;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The delivery job as it catches up with what stands in Kafka: with one function on each event, beside the same job
 * without any. Rates are those at which rows appear in ClickHouse.
 */
public final class DeliveryBench {
    private static final double EVENTS_PER_SECOND = 30_000;

    private final Repository repository;
    private final Path home;
    private final int events;
    private final int rounds;
    private final PrintStream out;
    private final KafkaService kafka = TestServices.kafka();
    private final ClickHouseService clickHouse = TestServices.clickHouse();

    public DeliveryBench(Repository repository, Path home, int events, int rounds, PrintStream out) {
        this.repository = repository;
        this.home = home;
        this.events = events;
        this.rounds = rounds;
        this.out = out;
    }

    /**
     * Measures it.
     *
     * @throws IllegalStateException when a row is missing or double: there are no figures then
     */
    public List<Row> run() throws IOException, InterruptedException, FlinkException {
        out.println("starting Kafka, ClickHouse and Flink");
        clickHouse.migrate();
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        try (FlinkCluster flink = FlinkCluster.start(repository, home);
                KafkaTopics topics = new KafkaTopics(kafka.bootstrapServers())) {
            for (int round = 1; round <= rounds; round++) {
                without.add(measure(flink, topics, "plain" + round, false));
                with.add(measure(flink, topics, "function" + round, true));
                out.printf(
                        "round %d of %d: %,.0f events/s with one function, %,.0f/s without%n",
                        round, rounds, with.get(round - 1), without.get(round - 1));
            }
        }
        return List.of(Row.of(
                "delivery with one function (%d)".formatted(Runtime.version().feature()),
                new Samples(with),
                "events/s",
                new Samples(without),
                Target.valueAtLeast(EVENTS_PER_SECOND)));
    }

    private double measure(FlinkCluster flink, KafkaTopics topics, String name, boolean function)
            throws IOException, InterruptedException, FlinkException {
        String prefix = name + '.';
        List<String> names = Stream.of(
                        "events.processed",
                        "events.dlq",
                        "events.outcomes",
                        "events.progress",
                        "functions.log",
                        "cdp.config")
                .map(prefix::concat)
                .toList();
        topics.create(names);
        try (EventWriter load = new EventWriter(kafka.bootstrapServers(), prefix)) {
            SampleEvents sample = new SampleEvents(name, System.currentTimeMillis());
            load.writeProcessed(sample::track, 0, events);
            if (function) {
                SampleFunction.in(name).forEach(load::configure);
            }
        }
        String job = flink.submit(
                "dev.cdp.flink.job.DeliveryJob",
                List.of(
                        "--kafka",
                        kafka.bootstrapServers(),
                        "--topic-prefix",
                        prefix,
                        "--clickhouse",
                        clickHouse.url()));
        double rate = new CatchUp(flink, job, events).rate(() -> count("count()", name));
        flink.cancel(job);
        topics.delete(names);
        check(name, function);
        return rate;
    }

    private void check(String workspace, boolean function) {
        long rows = count("count()", workspace);
        long distinct = count("uniqExact(event_id)", workspace);
        long transformed = count(SampleFunction.ITS_ROWS, workspace);
        if (rows != events || distinct != events || transformed != (function ? events : 0)) {
            throw new IllegalStateException("%d events became %d rows of %d events, %d of them by the function"
                    .formatted(events, rows, distinct, transformed));
        }
    }

    private long count(String what, String workspace) {
        return Long.parseLong(
                clickHouse.query("SELECT " + what + " FROM events WHERE workspace_id = '" + workspace + "'"));
    }
}
