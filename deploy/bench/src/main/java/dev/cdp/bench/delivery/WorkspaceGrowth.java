package dev.cdp.bench.delivery;

import dev.cdp.bench.events.SampleEvents;
import dev.cdp.bench.events.SampleFunction;
import dev.cdp.bench.measure.Growth;
import dev.cdp.bench.measure.Row;
import dev.cdp.local.dist.Repository;
import dev.cdp.local.flink.FlinkException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an event costs in the delivery job when the same number of events comes from more and more workspaces, each with a
 * function of its own.
 */
public final class WorkspaceGrowth {
    private final Repository repository;
    private final Path home;
    private final int most;
    private final int events;
    private final PrintStream out;

    /**
     * Prepares it.
     *
     * @param most workspaces, at ten times
     * @param events of all of them together
     */
    public WorkspaceGrowth(Repository repository, Path home, int most, int events, PrintStream out) {
        this.repository = repository;
        this.home = home;
        this.most = most;
        this.events = events;
        this.out = out;
    }

    /** Measures it. */
    public List<Row> run() throws IOException, InterruptedException, FlinkException {
        out.println("starting Kafka, ClickHouse and Flink: what an event costs with more workspaces");
        Growth cpu = new Growth("delivery, CPU per event with %s workspaces, a function each", "us");
        try (DeliveryRun delivery = new DeliveryRun(repository, home)) {
            // So that all is compiled.
            micros(delivery, "growth-warm-up-", 1);
            for (int factor : Growth.FACTORS) {
                int workspaces = most / Growth.MOST * factor;
                double micros = micros(delivery, "growth" + workspaces + "-", workspaces);
                out.printf("%,d workspaces: %.1f us per event%n", workspaces, micros);
                cpu.add(workspaces, micros);
            }
        }
        return cpu.rows();
    }

    private double micros(DeliveryRun delivery, String name, int workspaces)
            throws IOException, InterruptedException, FlinkException {
        List<SampleEvents> samples = IntStream.range(0, workspaces)
                .mapToObj(workspace -> new SampleEvents(name + workspace, System.currentTimeMillis()))
                .toList();
        long cpuMicros = delivery.take(name, events, load -> {
                    samples.forEach(
                            sample -> SampleFunction.in(sample.workspace()).forEach(load::configure));
                    load.writeProcessed(
                            number -> samples.get(number % workspaces).track(number), 0, events);
                })
                .cpuMicros();
        if (delivery.count(SampleFunction.ITS_ROWS, name) != events
                || delivery.count("uniqExact(event_id)", name) != events) {
            throw new IllegalStateException("VOID: not each event of " + name + " is a row that its function made");
        }
        return (double) cpuMicros / events;
    }
}
