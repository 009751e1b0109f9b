package dev.cdp.flink.job;

import static dev.cdp.flink.Events.NOON;
import static dev.cdp.flink.Events.identify;
import static dev.cdp.flink.Events.track;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.contract.Enrichment;
import dev.cdp.contract.ProcessedEvent;
import dev.cdp.contract.ProcessedEventCodec;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Topics;
import dev.cdp.flink.Events;
import dev.cdp.flink.kafka.StartChecks;
import dev.cdp.flink.kafka.StartRefusedException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProcessingJobIT {
    private static final int VISITORS = 20;

    @RegisterExtension
    static final MiniClusterExtension FLINK = Flink.cluster();

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
    void eachEventComesOutOnceInOrderAndStitchedAlthoughTaskManagersAreLost() throws Exception {
        RunningJob job = fixture.run(ProcessingJob::main, fixture.arguments());
        for (int round = 0; round < 6; round++) {
            sendTwice(round);
            if (round % 2 == 1) {
                job.loseTaskManager();
            }
        }
        // The last of each visitor is the last of all, so whatever was doubled before it has been seen.
        List<ProcessedEvent> out = processed(6 * VISITORS * 2);

        for (int visitor = 0; visitor < VISITORS; visitor++) {
            String anonymousId = "anon-" + visitor;
            String user = "user-" + visitor;
            assertThat(out)
                    .filteredOn(event -> event.envelope().anonymousId().equals(anonymousId))
                    .extracting(event -> event.envelope().messageId() + " " + event.userId())
                    .containsExactlyElementsOf(IntStream.range(0, 6)
                            .boxed()
                            .flatMap(round -> List.of(
                                    anonymousId + "-page-" + round + " " + (round < 3 ? "" : user),
                                    anonymousId + "-act-" + round + " " + (round < 2 ? "" : user))
                                    .stream())
                            .toList());
        }
    }

    /** A page, then something else; in the third round that is the identify. Each is sent twice. */
    private void sendTwice(int round) {
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            String anonymousId = "anon-" + visitor;
            Events page = event(track(anonymousId + "-page-" + round), anonymousId, round);
            Events act = round == 2
                    ? event(identify(anonymousId + "-act-" + round), anonymousId, round)
                            .user("user-" + visitor)
                    : event(track(anonymousId + "-act-" + round), anonymousId, round);
            fixture.send(Topics.INGEST, page, page, act, act);
        }
    }

    private Events event(Events event, String anonymousId, int round) {
        return event.workspace(fixture.workspace).anonymous(anonymousId).at(NOON + round);
    }

    @Test
    void malformedRecordGoesToTheDeadLettersOnceAndTheJobGoesOn() {
        fixture.run(ProcessingJob::main, fixture.arguments());
        Events before = track("before").anonymous("anna");
        Events after = track("after").anonymous("anna");

        fixture.send(Topics.INGEST, before);
        fixture.send(Topics.INGEST, before.partitionKey().getBytes(UTF_8), "{broken".getBytes(UTF_8), List.of());
        fixture.send(Topics.INGEST, after);

        assertThat(processed(2))
                .extracting(event -> event.envelope().messageId())
                .containsExactly("before", "after");
        List<ConsumerRecord<byte[], byte[]>> letters = fixture.receive(Topics.DEAD_LETTERS, 1);
        assertThat(letters).hasSize(1);
        DeadLetter letter = DeadLetterCodec.read(letters.get(0).value());
        assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.MALFORMED_RECORD);
        assertThat(letter.stage()).isEqualTo(DeadLetter.Stage.PROCESSING);
        assertThat(letter.payload()).isEqualTo("{broken");
    }

    @Test
    void eventsAreEnriched() {
        fixture.run(ProcessingJob::main, fixture.arguments());
        fixture.send(Topics.INGEST, track("m1").anonymous("anna").payload("""
                {"context":{"userAgent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0",
                            "page":{"search":"?utm_source=news"}}}"""));

        Enrichment enrichment = processed(1).get(0).enrichment();

        assertThat(enrichment.userAgent().browser()).isEqualTo("Firefox");
        assertThat(enrichment.campaign().source()).isEqualTo("news");
    }

    @Test
    void keyAndRoutingHeadersAreKept() {
        fixture.run(ProcessingJob::main, fixture.arguments());
        Events event = track("m1").anonymous("anna");
        fixture.send(Topics.INGEST, event);

        ConsumerRecord<byte[], byte[]> record =
                fixture.receive(Topics.PROCESSED, 1).get(0);

        assertThat(new String(record.key(), UTF_8)).isEqualTo("ws:anna");
        assertThat(RoutingHeaders.read(name -> record.headers().lastHeader(name).value()))
                .isEqualTo(RoutingHeaders.of(event.envelope()));
    }

    @Test
    void replaysComeFromTheRetryTopic() {
        fixture.run(ProcessingJob::main, fixture.arguments());
        Events event = track("m1").anonymous("anna");
        fixture.send(Topics.INGEST, event);
        fixture.receive(Topics.PROCESSED, 1);

        fixture.send(Topics.RETRY, event.replayed("r1"), event.replayed("r1"), event.replayed("r2"));

        assertThat(processed(3))
                .extracting(processed -> processed.envelope().replay())
                .extracting(replay -> replay == null ? "" : replay.id())
                .containsExactlyInAnyOrder("", "r1", "r2");
    }

    @Test
    void startWithoutStateIsRefusedOnceTheGroupHasRead() {
        RunningJob first = fixture.run(ProcessingJob::main, fixture.arguments());
        fixture.send(Topics.INGEST, track("m1").anonymous("anna"));
        fixture.receive(Topics.PROCESSED, 1);
        awaitRefusal();
        first.cancel();

        fixture.run(ProcessingJob::main, fixture.arguments("--allow-rewind"));
        fixture.send(Topics.INGEST, track("m2").anonymous("anna"));
        assertThat(processed(2))
                .as("goes on from the committed offset")
                .extracting(event -> event.envelope().messageId())
                .containsExactly("m1", "m2");
    }

    /** Offsets are committed some moments after the checkpoint that made the event visible. */
    private void awaitRefusal() {
        Awaitility.await("offsets of the group").atMost(JobFixture.PATIENCE).untilAsserted(() -> assertThatThrownBy(
                        this::checkStart)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("cdp-processing")
                .hasMessageContaining(fixture.topic(Topics.INGEST))
                .hasMessageContaining("--allow-rewind"));
    }

    private void checkStart() {
        JobArguments arguments = JobArguments.parse(fixture.arguments());
        StartChecks.run(arguments.kafka(), ProcessingJob.NAME, new Configuration(), false);
    }

    private List<ProcessedEvent> processed(int atLeast) {
        return fixture.receive(Topics.PROCESSED, atLeast).stream()
                .map(record -> ProcessedEventCodec.read(record.value()))
                .toList();
    }
}
