package dev.cdp.bench.delivery;

import dev.cdp.bench.events.EventWriter;
import dev.cdp.bench.stack.CatchUp;
import dev.cdp.bench.stack.FlinkCluster;
import dev.cdp.bench.stack.KafkaTopics;
import dev.cdp.local.dist.Repository;
import dev.cdp.local.flink.FlinkException;
import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.KafkaService;
import dev.cdp.testkit.TestServices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The delivery job on services of its own, submitted anew for each load that stands in Kafka already. */
final class DeliveryRun implements AutoCloseable {
    /** That the job reads and writes. */
    private static final List<String> TOPICS = List.of(
            "events.processed", "events.dlq", "events.outcomes", "events.progress", "functions.log", "cdp.config");

    private final KafkaService kafka = TestServices.kafka();
    private final ClickHouseService clickHouse = TestServices.clickHouse();
    private final FlinkCluster flink;
    private final KafkaTopics topics;

    DeliveryRun(Repository repository, Path home) throws IOException, InterruptedException {
        clickHouse.migrate();
        flink = FlinkCluster.start(repository, home);
        topics = new KafkaTopics(kafka.bootstrapServers());
    }

    /**
     * What one load took.
     *
     * @param rate rows per second
     * @param cpuMicros of Flink's processes, from the job's submission to its last row
     */
    record Taken(double rate, long cpuMicros) {}

    /**
     * Returns when each event is a row.
     *
     * @param name begins the names of the load's workspaces, and of no other's
     * @param load writes the events, and what the functions are
     */
    Taken take(String name, int events, Consumer<EventWriter> load)
            throws IOException, InterruptedException, FlinkException {
        String prefix = name + "topics.";
        List<String> names = TOPICS.stream().map(prefix::concat).toList();
        topics.create(names);
        try (EventWriter writer = new EventWriter(kafka.bootstrapServers(), prefix)) {
            load.accept(writer);
        }
        long before = flink.cpuMicros();
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
        long cpuMicros = flink.cpuMicros() - before;
        flink.cancel(job);
        topics.delete(names);
        return new Taken(rate, cpuMicros);
    }

    /** What the rows of a load are. */
    long count(String what, String name) {
        return Long.parseLong(
                clickHouse.query("SELECT " + what + " FROM events WHERE startsWith(workspace_id, '" + name + "')"));
    }

    @Override
    public void close() {
        topics.close();
        flink.close();
    }
}
