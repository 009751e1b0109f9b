package dev.cdp.flink.job;

import static dev.cdp.flink.Events.NOON;
import static dev.cdp.flink.Events.identify;
import static dev.cdp.flink.Events.track;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.contract.ProcessedEvent;
import dev.cdp.contract.ProcessedEventCodec;
import dev.cdp.contract.Topics;
import dev.cdp.flink.Events;
import dev.cdp.flink.kafka.StartChecks;
import dev.cdp.flink.kafka.StartRefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a job that is stopped and goes on, and which states it may go on from. */
class SavepointsIT {
    private static final int VISITORS = 25;

    @RegisterExtension
    static final MiniClusterExtension FLINK = Flink.cluster();

    @TempDir
    private Path directory;

    private JobFixture fixture;

    @BeforeEach
    void open(@InjectMiniCluster MiniCluster flink) {
        fixture = new JobFixture(flink);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void eachEventComesOutOnceAndStitchedWhileTheJobIsRescaledUpAndDown() throws Exception {
        RunningJob job = fixture.run(ProcessingJob::main, parallelism(1));
        sendRound(0);
        for (int parallelism : new int[] {2, 1}) {
            String savepoint = job.stop(directory.toString());
            sendRound(3 - parallelism);
            job = fixture.runFrom(savepoint, ProcessingJob::main, parallelism(parallelism));
        }
        sendRound(3);

        List<ProcessedEvent> out = processed(4 * VISITORS);
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            String anonymousId = "anon-" + visitor;
            assertThat(out)
                    .filteredOn(event -> event.envelope().anonymousId().equals(anonymousId))
                    .extracting(event -> event.envelope().messageId() + " " + event.userId())
                    .containsExactlyElementsOf(IntStream.range(0, 4)
                            .mapToObj(round -> anonymousId + "-" + round + " user-" + anonymousId)
                            .toList());
        }
    }

    @Test
    void savepointOfARunningJobIsRefusedOnceTheJobHasGoneOn() throws Exception {
        RunningJob job = fixture.run(ProcessingJob::main, parallelism(2));
        fixture.send(Topics.INGEST, event("early", 0));
        processed(1);
        String intermediate = job.savepoint(directory.toString());
        fixture.send(Topics.INGEST, event("late", 1));
        processed(2);
        awaitRefusal(intermediate);
        job.cancel();

        fixture.runFrom(intermediate, ProcessingJob::main, rewinding());
        fixture.send(Topics.INGEST, event("last", 2));
        assertThat(processed(4))
                .as("the rewind was asked for")
                .extracting(event -> event.envelope().messageId())
                .containsExactlyInAnyOrder("early", "late", "late", "last");
    }

    @Test
    void secondJobFromOneSavepointIsRefusedOnceTheFirstHasGoneOn() throws Exception {
        RunningJob job = fixture.run(ProcessingJob::main, parallelism(1));
        fixture.send(Topics.INGEST, event("one", 0));
        processed(1);
        String savepoint = job.stop(directory.toString());
        fixture.runFrom(savepoint, ProcessingJob::main, parallelism(1));
        fixture.send(Topics.INGEST, event("two", 1));
        processed(2);
        awaitRefusal(savepoint);
        assertThat(processed(2)).hasSize(2);
    }

    @Test
    void eventsThatRetentionTookUnreadStopTheJobInsteadOfBeingJumpedOver() throws Exception {
        RunningJob job = fixture.run(ProcessingJob::main, parallelism(1));
        fixture.send(Topics.INGEST, event("read", 0));
        processed(1);
        String savepoint = job.stop(directory.toString());
        fixture.send(Topics.INGEST, event("never read", 1));
        fixture.deleteRecords(Topics.INGEST);
        fixture.send(Topics.INGEST, event("behind the gap", 2));

        fixture.submitFrom(savepoint, ProcessingJob::main, parallelism(1)).awaitFailure("OffsetOutOfRangeException");
        assertThat(processed(1))
                .extracting(event -> event.envelope().messageId())
                .containsExactly("read");
    }

    /** No checkpoint is made but the savepoints, so what is written came from a state, or is yet to be read again. */
    @Test
    void rowsThatWaitInAStateAreWrittenOnceThoughTheJobIsRescaledAndKilledBeforeItsFirstCheckpoint() throws Exception {
        RunningJob job = fixture.run(DeliveryJob::main, withoutCheckpoints(1));
        deliverRound(0);
        fixture.receiveUncommitted(Topics.DEAD_LETTERS, VISITORS);
        String savepoint = job.savepoint(directory.toString());
        job.cancel();
        assertThat(rows()).isEqualTo("0\t0");

        job = fixture.runFrom(savepoint, DeliveryJob::main, withoutCheckpoints(2));
        awaitRows(VISITORS);
        deliverRound(1);
        fixture.receiveUncommitted(Topics.DEAD_LETTERS, 2 * VISITORS);
        job.loseTaskManager();
        fixture.receiveUncommitted(Topics.DEAD_LETTERS, 3 * VISITORS);
        assertThat(rows()).isEqualTo(VISITORS + "\t" + VISITORS);
        savepoint = job.stop(directory.toString());
        awaitRows(2 * VISITORS);

        fixture.runFrom(savepoint, DeliveryJob::main, withClickHouse("--parallelism", "1"));
        deliverRound(2);
        awaitRows(3 * VISITORS);
        assertThat(fixture.receive(Topics.DEAD_LETTERS, 3 * VISITORS)).hasSize(3 * VISITORS);
    }

    /** For each visitor an event, and another one behind it that becomes a dead letter. */
    private void deliverRound(int round) {
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            Events event = visit(visitor, round, visitor + "-" + round);
            Events unflattenable = visit(visitor, round, visitor + "-" + round + "-unflattenable")
                    .payload("{\"properties\":{\"a_b\":1,\"a\":{\"b\":2}}}");
            for (Events next : new Events[] {event, unflattenable}) {
                byte[] value = ProcessedEventCodec.write("", null, next.kafkaValue());
                fixture.send(Topics.PROCESSED, next.partitionKey().getBytes(UTF_8), value, next.kafkaHeaders());
            }
        }
    }

    private Events visit(int visitor, int round, String messageId) {
        return track(messageId)
                .workspace(fixture.workspace)
                .anonymous("anon-" + visitor)
                .at(NOON + round);
    }

    private void awaitRows(int expected) {
        Awaitility.await("rows").atMost(JobFixture.PATIENCE).untilAsserted(() -> assertThat(rows())
                .isEqualTo(expected + "\t" + expected));
    }

    /** Rows as they stand, and events. */
    private String rows() {
        return fixture.clickHouse()
                .query("SELECT count(), uniqExact(event_id) FROM events WHERE workspace_id = '" + fixture.workspace
                        + "'");
    }

    private String[] withoutCheckpoints(int parallelism) {
        return withClickHouse("--parallelism", Integer.toString(parallelism), "--checkpoint-interval-ms", "3600000");
    }

    private String[] withClickHouse(String... more) {
        String[] server = {"--clickhouse", fixture.clickHouse().url()};
        return fixture.arguments(
                Stream.concat(Stream.of(server), Stream.of(more)).toArray(String[]::new));
    }

    /** Offsets are committed some moments after the checkpoint that made the event visible. */
    private void awaitRefusal(String savepoint) {
        Awaitility.await("offsets of the group").atMost(JobFixture.PATIENCE).untilAsserted(() -> assertThatThrownBy(
                        () -> checkStart(savepoint))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(savepoint)
                .hasMessageContaining("--allow-rewind"));
    }

    private void checkStart(String savepoint) {
        Configuration restore = new Configuration();
        restore.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        JobArguments arguments = JobArguments.parse(fixture.arguments());
        StartChecks.run(arguments.kafka(), ProcessingJob.NAME, restore, arguments.allowRewind());
    }

    /** The first round identifies every visitor, and each event is sent twice. */
    private void sendRound(int round) {
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            String anonymousId = "anon-" + visitor;
            Events event = round == 0
                    ? identify(anonymousId + "-" + round).user("user-" + anonymousId)
                    : track(anonymousId + "-" + round);
            event = event.workspace(fixture.workspace).anonymous(anonymousId).at(NOON + round);
            fixture.send(Topics.INGEST, event, event);
        }
    }

    private Events event(String messageId, int at) {
        return track(messageId).workspace(fixture.workspace).anonymous("anna").at(NOON + at);
    }

    private String[] parallelism(int parallelism) {
        return fixture.arguments("--parallelism", Integer.toString(parallelism));
    }

    private String[] rewinding() {
        return fixture.arguments("--allow-rewind");
    }

    private List<ProcessedEvent> processed(int atLeast) {
        return fixture.receive(Topics.PROCESSED, atLeast).stream()
                .map(record -> ProcessedEventCodec.read(record.value()))
                .toList();
    }
}
