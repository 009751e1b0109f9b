package dev.cdp.bench.state;

import dev.cdp.bench.events.EventWriter;
import dev.cdp.bench.events.SampleEvents;
import dev.cdp.bench.measure.Growth;
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
 * How the processing job's state and its checkpoints grow with the message ids that it remembers: at a tenth, two tenths,
 * at half and at all of them, while it catches up as fast as it can. The events are small, as state holds none of their content.
 */
public final class StateBench {
    private static final double MIB = 1 << 20;
    private static final long POLL_MILLIS = 100;
    private static final String PREFIX = "state.";
    private static final SampleEvents SAMPLE = new SampleEvents("bench", System.currentTimeMillis());
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
            String job = flink.submit(
                    "dev.cdp.flink.job.ProcessingJob",
                    List.of("--kafka", kafka.bootstrapServers(), "--topic-prefix", PREFIX));
            // While the job is interpreted and compiled, an event costs many times as much.
            int written = ids / Growth.MOST / 2;
            feed(flink, topics, load, job, 0, written);
            Growth cpu = new Growth("processing, CPU per event at %s ids", "us");
            for (int factor : Growth.FACTORS) {
                int level = ids / Growth.MOST * factor;
                long micros = flink.cpuMicros();
                feed(flink, topics, load, job, written, level);
                cpu.add(level, (double) (flink.cpuMicros() - micros) / (level - written));
                written = level;
                rows.addAll(rows(level, flink.checkpoints(job), next(flink, job)));
            }
            rows.addAll(cpu.rows());
            flink.cancel(job);
            topics.delete(TOPICS);
        }
        return rows;
    }

    /** Writes events, which the job takes as they come, and waits until it has taken all. */
    private static void feed(FlinkCluster flink, KafkaTopics topics, EventWriter load, String job, int from, int to)
            throws IOException, InterruptedException, FlinkException {
        load.writeAccepted(SAMPLE::small, from, to);
        new CatchUp(flink, job, to).rate(() -> topics.end(PREFIX + Topics.PROCESSED));
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
