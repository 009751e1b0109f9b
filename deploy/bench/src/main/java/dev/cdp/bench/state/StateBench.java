package dev.cdp.bench.state;

import dev.cdp.bench.events.EventWriter;
import dev.cdp.bench.events.SampleEvents;
import dev.cdp.bench.measure.Row;
import dev.cdp.bench.measure.Samples;
import dev.cdp.bench.stack.CatchUp;
import dev.cdp.bench.stack.Checkpoint;
import dev.cdp.bench.stack.FlinkCluster;
import dev.cdp.bench.stack.KafkaTopics;
import dev.cdp.contract.Topics;
import dev.cdp.local.dist.Repository;
import dev.cdp.local.flink.FlinkException;
import dev.cdp.testkit.KafkaService;
import dev.cdp.testkit.TestServices;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How the processing job's state and its checkpoints grow with the message ids that it remembers: at a tenth, at half and
 * at all of them, while it catches up as fast as it can. The events are small, as state holds none of their content.
 */
public final class StateBench {
    private static final double MIB = 1 << 20;
    private static final long POLL_MILLIS = 100;
    private static final String PREFIX = "state.";
    private static final List<String> TOPICS = Stream.of(
                    Topics.INGEST, Topics.RETRY, Topics.PROCESSED, Topics.OUTCOMES, Topics.DEAD_LETTERS, Topics.CONFIG)
            .map(PREFIX::concat)
            .toList();

    private final Repository repository;
    private final Path home;
    private final int ids;
    private final PrintStream out;
    private final KafkaService kafka = TestServices.kafka();

    public StateBench(Repository repository, Path home, int ids, PrintStream out) {
        this.repository = repository;
        this.home = home;
        this.ids = ids;
        this.out = out;
    }

    /** Measures it. */
    public List<Row> run() throws IOException, InterruptedException, FlinkException {
        out.println("starting Kafka and Flink");
        List<Row> rows = new ArrayList<>();
        try (FlinkCluster flink = FlinkCluster.start(repository, home);
                KafkaTopics topics = new KafkaTopics(kafka.bootstrapServers());
                EventWriter load = new EventWriter(kafka.bootstrapServers(), PREFIX)) {
            topics.create(TOPICS);
            SampleEvents sample = new SampleEvents("bench", System.currentTimeMillis());
            String job = flink.submit(
                    "dev.cdp.flink.job.ProcessingJob",
                    List.of("--kafka", kafka.bootstrapServers(), "--topic-prefix", PREFIX));
            int written = 0;
            for (int level : List.of(ids / 10, ids / 2, ids)) {
                load.writeAccepted(sample::small, written, level);
                written = level;
                new CatchUp(flink, job, level).rate(() -> topics.end(PREFIX + Topics.PROCESSED));
                rows.addAll(rows(level, flink.checkpoints(job), next(flink, job)));
            }
            flink.cancel(job);
            topics.delete(TOPICS);
        }
        return rows;
    }

    /** The first checkpoint that began after now: it holds all that was processed by now. */
    private static Checkpoint next(FlinkCluster flink, String job) throws IOException, InterruptedException {
        long before = latest(flink, job).id();
        Checkpoint latest = latest(flink, job);
        // The one after the latest may have begun before now.
        while (latest.id() < before + 2) {
            Thread.sleep(POLL_MILLIS);
            latest = latest(flink, job);
        }
        return latest;
    }

    private static Checkpoint latest(FlinkCluster flink, String job) throws IOException, InterruptedException {
        return flink.checkpoints(job).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("VOID: no checkpoint was completed"));
    }

    private List<Row> rows(int level, List<Checkpoint> underLoad, Checkpoint whole) {
        String at = " at " + (level % 1_000_000 == 0 ? level / 1_000_000 + " M" : String.format("%,d", level)) + " ids";
        Samples millis = samples(underLoad, Checkpoint::millis);
        Samples written = samples(underLoad, checkpoint -> checkpoint.writtenBytes() / MIB);
        double state = whole.stateBytes() / MIB;
        out.printf(
                "%,d ids: state of %,.0f MiB, a checkpoint takes %,.0f ms and writes %,.1f MiB%n",
                level, state, millis.median(), written.median());
        return List.of(
                Row.of("processing state" + at, new Samples(List.of(state)), "MiB", null),
                Row.of("processing checkpoint" + at, millis, "ms", null),
                Row.of("processing checkpoint" + at + ", written", written, "MiB", null));
    }

    private static Samples samples(List<Checkpoint> checkpoints, ToDoubleFunction<Checkpoint> quantity) {
        return new Samples(checkpoints.stream().mapToDouble(quantity).boxed().toList());
    }
}
