package dev.cdp.bench.endtoend;

import dev.cdp.bench.events.EventWriter;
import dev.cdp.bench.events.SampleFunction;
import dev.cdp.bench.server.Server;
import dev.cdp.bench.server.Servers;
import dev.cdp.bench.stack.Checkpoint;
import dev.cdp.bench.stack.FlinkCluster;
import dev.cdp.bench.stack.Services;
import dev.cdp.local.dist.Repository;
import dev.cdp.local.flink.FlinkException;
import dev.cdp.local.flink.JobSpec;
import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The collector, the three jobs with a function between them, and all that they stand on; with empty tables. */
final class WholePath implements AutoCloseable {
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(2);

    private final ClickHouseService clickHouse = TestServices.clickHouse();
    private final Books books = new Books(clickHouse, Services.WORKSPACE);
    private final Map<String, String> jobs = new LinkedHashMap<>();
    private Services services;
    private FlinkCluster flink;
    private Server collector;

    private WholePath() {}

    static WholePath start(Repository repository, Path home) throws IOException, InterruptedException, FlinkException {
        WholePath path = new WholePath();
        try {
            path.open(repository, home);
            return path;
        } catch (IOException | InterruptedException | FlinkException | RuntimeException e) {
            path.close();
            throw e;
        }
    }

    private void open(Repository repository, Path home) throws IOException, InterruptedException, FlinkException {
        clickHouse.migrate();
        books.open();
        services = Services.start(repository);
        flink = FlinkCluster.start(repository, home.resolve("flink"));
        try (EventWriter config = new EventWriter(services.kafka(), "")) {
            SampleFunction.in(Services.WORKSPACE).forEach(config::configure);
        }
        for (JobSpec job : JobSpec.ALL) {
            jobs.put(job.name(), flink.submit(job.entryClass(), arguments()));
        }
        flink.awaitRunning();
        collector = new Servers(repository, home).collector(services.environment());
    }

    private List<String> arguments() {
        return List.of(
                "--kafka",
                services.kafka(),
                "--clickhouse",
                clickHouse.url(),
                "--progress-interval-ms",
                Long.toString(REPORT_INTERVAL.toMillis()));
    }

    /** Bytes of the latest whole checkpoint, by job. */
    Map<String, Double> stateBytes() throws IOException, InterruptedException {
        Map<String, Double> bytes = new LinkedHashMap<>();
        for (Map.Entry<String, String> job : jobs.entrySet()) {
            List<Checkpoint> latest = flink.checkpoints(job.getValue());
            bytes.put(job.getKey(), latest.isEmpty() ? 0.0 : latest.get(0).stateBytes());
        }
        return bytes;
    }

    Server collector() {
        return collector;
    }

    Books books() {
        return books;
    }

    Probes probes() {
        return new Probes(clickHouse, Services.WORKSPACE);
    }

    @Override
    public void close() {
        try (Services stopped = services;
                FlinkCluster cluster = flink;
                Server server = collector) {
            // What was started, the last one first.
        }
    }
}
