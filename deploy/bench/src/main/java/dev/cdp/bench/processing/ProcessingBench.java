package dev.cdp.bench.processing;

import dev.cdp.bench.events.AcceptedEvents;
import dev.cdp.bench.events.EventWriter;
import dev.cdp.bench.measure.Row;
import dev.cdp.bench.measure.Samples;
import dev.cdp.bench.measure.Target;
import dev.cdp.bench.stack.CatchUp;
import dev.cdp.bench.stack.CommittedRecords;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The processing job as it catches up with what stands in Kafka, beside a job that only copies the same records: same
 * cluster, same number of subtasks, same checkpoints and transactions, in turns.
 *
 * <p>Rates are of records read. They are taken from what is written and not from what is committed: that grows by steps,
 * one a second, and would measure the faster job by a handful of them. The commits are part of what is measured; that
 * all is committed is looked at afterwards.
 */
public final class ProcessingBench {
    private static final double SHARE = 0.4;
    private static final String COPIES = "no-op";

    private final Repository repository;
    private final Path home;
    private final int records;
    private final int rounds;
    private final PrintStream out;
    private final KafkaService kafka = TestServices.kafka();

    public ProcessingBench(Repository repository, Path home, int records, int rounds, PrintStream out) {
        this.repository = repository;
        this.home = home;
        this.records = records;
        this.rounds = rounds;
        this.out = out;
    }

    /**
     * Measures it.
     *
     * @throws IllegalStateException when a record is missing, double or wrong: there are no figures then
     */
    public List<Row> run() throws IOException, InterruptedException, FlinkException {
        out.println("starting Kafka and Flink");
        List<Double> processing = new ArrayList<>();
        List<Double> noOp = new ArrayList<>();
        try (FlinkCluster flink = FlinkCluster.start(repository, home);
                KafkaTopics topics = new KafkaTopics(kafka.bootstrapServers())) {
            for (int round = 1; round <= rounds; round++) {
                String prefix = "processing" + round + '.';
                List<String> names = Stream.of(
                                Topics.INGEST,
                                Topics.RETRY,
                                Topics.PROCESSED,
                                Topics.OUTCOMES,
                                Topics.DEAD_LETTERS,
                                Topics.CONFIG,
                                COPIES)
                        .map(prefix::concat)
                        .toList();
                topics.create(names);
                try (EventWriter load = new EventWriter(kafka.bootstrapServers(), prefix)) {
                    load.writeAccepted(new AcceptedEvents("bench", System.currentTimeMillis())::record, 0, records);
                }
                noOp.add(noOp(flink, topics, prefix));
                processing.add(processing(flink, topics, prefix));
                topics.delete(names);
                out.printf(
                        "round %d of %d: %,.0f events/s, %,.0f/s by a job that does nothing%n",
                        round, rounds, processing.get(round - 1), noOp.get(round - 1));
            }
        }
        return List.of(Row.of(
                "processing, catching up",
                new Samples(processing),
                "events/s",
                new Samples(noOp),
                Target.ratioAtLeast(SHARE)));
    }

    private double noOp(FlinkCluster flink, KafkaTopics topics, String prefix)
            throws IOException, InterruptedException, FlinkException {
        String job = flink.submitBench(
                "dev.cdp.bench.noop.NoOpJob",
                List.of(
                        kafka.bootstrapServers(),
                        prefix + Topics.INGEST,
                        prefix + COPIES,
                        Integer.toString(FlinkCluster.PARALLELISM),
                        Long.toString(FlinkCluster.CHECKPOINT_INTERVAL.toMillis())));
        double rate = rate(flink, topics, job, prefix + COPIES, records);
        long copies = new CommittedRecords(kafka.bootstrapServers(), prefix + COPIES).count();
        if (copies != records) {
            throw new IllegalStateException("VOID: %d records became %d copies".formatted(records, copies));
        }
        return rate;
    }

    private double processing(FlinkCluster flink, KafkaTopics topics, String prefix)
            throws IOException, InterruptedException, FlinkException {
        int repeats = (int)
                IntStream.range(0, records).filter(AcceptedEvents::isRepeat).count();
        String job = flink.submit(
                "dev.cdp.flink.job.ProcessingJob",
                List.of("--kafka", kafka.bootstrapServers(), "--topic-prefix", prefix));
        double rate = rate(flink, topics, job, prefix + Topics.PROCESSED, records - repeats);
        new ProcessedOutput(kafka.bootstrapServers(), prefix).check(records, repeats);
        return rate * records / (records - repeats);
    }

    /** Of what it writes, per second; returns when all is committed and the job has ended. */
    private static double rate(FlinkCluster flink, KafkaTopics topics, String job, String topic, long expected)
            throws IOException, InterruptedException, FlinkException {
        double rate = new CatchUp(flink, job, expected).rate(() -> topics.end(topic));
        topics.awaitCommitted(topic, FlinkCluster.CHECKPOINT_INTERVAL.multipliedBy(3));
        flink.cancel(job);
        return rate;
    }
}
