package dev.cdp.flink.job;

import static dev.cdp.flink.Events.identify;
import static dev.cdp.flink.Events.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.ProcessedEvent;
import dev.cdp.contract.ProcessedEventCodec;
import dev.cdp.contract.Topics;
import dev.cdp.flink.Events;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Savepoints that earlier versions of the processing job have made, restored by today's: an upgrade of the jar with
 * state kept. They hold what {@link #sendRecorded} sends, read to its end. {@code -Dcdp.record=N} makes that of version
 * N under src/test/resources; one that is there is never changed.
 */
class RecordedSavepointIT {
    private static final long AT = Instant.parse("2026-11-27T12:00:00Z").toEpochMilli();
    private static final int VISITORS = 10;
    private static final Path RECORDED =
            Path.of("src", "test", "resources", "dev", "cdp", "flink", "job", "savepoints");

    @RegisterExtension
    static final MiniClusterExtension FLINK = Flink.cluster();

    private MiniCluster flink;
    private JobFixture fixture;

    @BeforeEach
    void remember(@InjectMiniCluster MiniCluster flink) {
        this.flink = flink;
    }

    /** The recorded source has its topics' names and offsets. */
    private void open(int version) {
        fixture = new JobFixture(flink, version == 1 ? "recorded." : "recorded" + version + '.');
        sendRecorded();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** 1: an entry for each id that was seen; 2: ids by key group. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisabledIfSystemProperty(named = "cdp.record", matches = ".+")
    void jobGoesOnFromTheSavepointOfAnEarlierVersionWithLinksAndDuplicatesKnown(int version) throws Exception {
        open(version);
        Path savepoint = RECORDED.resolve("processing-" + version).toAbsolutePath();
        fixture.runFrom(savepoint.toString(), ProcessingJob::main, fixture.arguments("--parallelism", "2"));

        for (int visitor = 0; visitor < VISITORS; visitor++) {
            fixture.send(Topics.INGEST, first(visitor).at(AT + 1_000), fresh(visitor));
        }

        assertThat(processed(VISITORS))
                .as("what was sent before it was saved does not come again")
                .extracting(event -> event.envelope().messageId() + " " + event.userId())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, VISITORS)
                        .mapToObj(visitor -> "new-" + visitor + " user-" + visitor)
                        .toList());
    }

    @Test
    @EnabledIfSystemProperty(named = "cdp.record", matches = "\\d+")
    void savepointOfThisVersionIsRecorded() throws Exception {
        int version = Integer.getInteger("cdp.record");
        Path target = RECORDED.resolve("processing-" + version).toAbsolutePath();
        assertThat(target).doesNotExist();
        open(version);
        RunningJob job = fixture.run(ProcessingJob::main, fixture.arguments("--parallelism", "1"));
        assertThat(processed(VISITORS)).hasSize(VISITORS);
        Path made = Path.of(URI.create(job.stop(target.getParent().toUri().toString())));
        Files.move(made, target);
    }

    private void sendRecorded() {
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            fixture.send(Topics.INGEST, first(visitor));
        }
    }

    private Events first(int visitor) {
        return identify("old-" + visitor)
                .workspace(fixture.workspace)
                .anonymous("anon-" + visitor)
                .user("user-" + visitor)
                .at(AT + visitor);
    }

    private Events fresh(int visitor) {
        return track("new-" + visitor)
                .workspace(fixture.workspace)
                .anonymous("anon-" + visitor)
                .at(AT + 2_000);
    }

    private List<ProcessedEvent> processed(int atLeast) {
        return fixture.receive(Topics.PROCESSED, atLeast).stream()
                .map(record -> ProcessedEventCodec.read(record.value()))
                .toList();
    }
}
