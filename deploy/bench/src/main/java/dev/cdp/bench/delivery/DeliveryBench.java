package dev.cdp.bench.delivery;

import dev.cdp.bench.events.SampleEvents;
import dev.cdp.bench.events.SampleFunction;
import dev.cdp.bench.measure.Row;
import dev.cdp.bench.measure.Samples;
import dev.cdp.bench.measure.Target;
import dev.cdp.local.dist.Repository;
import dev.cdp.local.flink.FlinkException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        try (DeliveryRun delivery = new DeliveryRun(repository, home)) {
            for (int round = 1; round <= rounds; round++) {
                without.add(measure(delivery, "plain" + round + '-', false));
                with.add(measure(delivery, "function" + round + '-', true));
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

    private double measure(DeliveryRun delivery, String name, boolean function)
            throws IOException, InterruptedException, FlinkException {
        SampleEvents sample = new SampleEvents(name, System.currentTimeMillis());
        double rate = delivery.take(name, events, load -> {
                    load.writeProcessed(sample::track, 0, events);
                    if (function) {
                        SampleFunction.in(name).forEach(load::configure);
                    }
                })
                .rate();
        check(delivery, name, function);
        return rate;
    }

    private void check(DeliveryRun delivery, String name, boolean function) {
        long rows = delivery.count("count()", name);
        long distinct = delivery.count("uniqExact(event_id)", name);
        long transformed = delivery.count(SampleFunction.ITS_ROWS, name);
        if (rows != events || distinct != events || transformed != (function ? events : 0)) {
            throw new IllegalStateException("%d events became %d rows of %d events, %d of them by the function"
                    .formatted(events, rows, distinct, transformed));
        }
    }
}
