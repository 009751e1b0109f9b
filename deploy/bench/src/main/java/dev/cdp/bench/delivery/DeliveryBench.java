package dev.cdp.bench.delivery;

import dev.cdp.bench.measure.Row;
import dev.cdp.bench.measure.Samples;
import dev.cdp.bench.measure.Target;
import dev.cdp.contract.config.ConnectionConfig;
import dev.cdp.contract.config.FunctionConfig;
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

/**
 * The delivery job as it catches up with what stands in Kafka: with one function on each event, beside the same job
 * without any. Rates are those between the moments when a third and when all of the rows are to be seen in ClickHouse:
 * start-up, compilation of the JIT and the first checkpoint are not in them.
 */
public final class DeliveryBench {
    private static final double EVENTS_PER_SECOND = 30_000;
    private static final int PARTITIONS = 4;
    private static final long POLL_MILLIS = 20;
    private static final long STALLED_MILLIS = 180_000;

    /** Renames, computes and removes: what functions are mostly written for. */
    private static final String FUNCTION = """
            export default function (event, ctx) {
              const { productId, ...rest } = event.properties
              event.properties = { ...rest, sku: productId, total: rest.price * rest.quantity }
              delete event.context.timezone
              return event
            }
            """;

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
        try (FlinkCluster flink = FlinkCluster.start(repository, home)) {
            for (int round = 1; round <= rounds; round++) {
                without.add(measure(flink, "plain" + round, false));
                with.add(measure(flink, "function" + round, true));
                out.printf(
                        "round %d of %d: %,.0f events/s with one function, %,.0f/s without%n",
                        round, rounds, with.get(round - 1), without.get(round - 1));
            }
        }
        return List.of(Row.of(
                "delivery with one function",
                new Samples(with),
                "events/s",
                new Samples(without),
                Target.valueAtLeast(EVENTS_PER_SECOND)));
    }

    private double measure(FlinkCluster flink, String name, boolean function)
            throws IOException, InterruptedException, FlinkException {
        String prefix = name + '.';
        kafka.createTopics(
                List.of(
                        prefix + "events.processed",
                        prefix + "events.dlq",
                        prefix + "events.outcomes",
                        prefix + "events.progress",
                        prefix + "cdp.config"),
                PARTITIONS);
        try (ProcessedEvents load = new ProcessedEvents(kafka.bootstrapServers(), prefix)) {
            load.write(name, events);
            if (function) {
                load.configure(new FunctionConfig(name, "f", 1, "f", FUNCTION, "{}", 0));
                load.configure(connection(name));
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
        double rate = rate(flink, job, name);
        flink.cancel(job);
        check(name, function);
        return rate;
    }

    private static ConnectionConfig connection(String workspace) {
        return new ConnectionConfig(
                workspace,
                "c",
                1,
                ProcessedEvents.SOURCE,
                "clickhouse",
                List.of("f"),
                List.of(),
                List.of(),
                1,
                ConnectionConfig.BY_ANONYMOUS_ID,
                List.of(),
                true,
                false);
    }

    private double rate(FlinkCluster flink, String job, String workspace)
            throws InterruptedException, FlinkException, IOException {
        long begin = 0;
        long rowsAtBegin = 0;
        long deadline = System.currentTimeMillis() + STALLED_MILLIS;
        while (true) {
            long rows = count("count()", workspace);
            long now = System.nanoTime();
            if (begin == 0 && rows >= events / 3) {
                begin = now;
                rowsAtBegin = rows;
            }
            if (rows >= events) {
                return (rows - rowsAtBegin) * 1e9 / (now - begin);
            }
            if (System.currentTimeMillis() > deadline) {
                throw new IOException("%d of %d rows after %d s; the job's last failure: %s"
                        .formatted(
                                rows,
                                events,
                                STALLED_MILLIS / 1_000,
                                flink.lastFailure(job).orElse("none")));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void check(String workspace, boolean function) {
        long rows = count("count()", workspace);
        long distinct = count("uniqExact(event_id)", workspace);
        long transformed = count("countIf(properties.sku.:String = 'sku-81277')", workspace);
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
