package dev.cdp.flink.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.contract.Enrichment;
import dev.cdp.contract.Enrichment.Campaign;
import dev.cdp.flink.Events;
import dev.cdp.flink.enrichment.Clues;
import dev.cdp.flink.enrichment.Enricher;
import dev.cdp.flink.enrichment.SlowUserAgents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnrichEventsTest {
    private final SlowUserAgents lookup = new SlowUserAgents();
    private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
    private OneInputStreamOperatorTestHarness<StitchedEvent, StitchedEvent> harness;

    @BeforeEach
    void startAndLearnAQuickOne() throws Exception {
        Enricher enricher = lookup.enricher();
        var environment = new MockEnvironmentBuilder()
                .setMetricGroup(new InterceptingTaskMetricGroup() {
                    @Override
                    public InternalOperatorMetricGroup getOrAddOperator(
                            OperatorID id, String name, Map<String, String> variables) {
                        return metrics;
                    }
                })
                .build();
        harness = new OneInputStreamOperatorTestHarness<>(
                new EnrichEventsFactory(() -> enricher, EnrichEvents.Patience.LIVE),
                new StitchedEventSerializer(),
                environment);
        harness.setup(new StitchedEventSerializer());
        harness.open();
        process("m0", "quick");
        awaitArrived("m0:quick");
    }

    @AfterEach
    void stop() throws Exception {
        lookup.answerAll();
        harness.close();
    }

    @Test
    void knownAnswerPassesAtOnceWhenNothingWaits() throws Exception {
        process("m1", "quick");
        assertThat(harness.extractOutputValues()).hasSize(2);
    }

    @Test
    void quickAnswerDoesNotOvertakeASlowOne() throws Exception {
        process("m1", "slow");
        process("m2", "quick");
        process("m3", "slow");
        assertThat(arrived()).containsExactly("m0:quick");

        lookup.answerAll();
        awaitArrived("m0:quick", "m1:slow", "m2:quick", "m3:slow");
        assertThat(unenriched()).isZero();
    }

    @Test
    void eventGoesOnWithoutWhatTakesTooLong() throws Exception {
        harness.setProcessingTime(1_000_000);
        process("m1", "slow");
        process("m2", "quick");
        assertThat(arrived()).containsExactly("m0:quick");

        harness.setProcessingTime(1_000_000 + EnrichEvents.Patience.LIVE.answerMs());

        assertThat(arrived()).containsExactly("m0:quick", "m1:", "m2:quick");
        assertThat(unenriched()).isEqualTo(1);
    }

    @Test
    void checkpointDoesNotWaitForWhatHangsAndNothingIsBehindIt() throws Exception {
        process("m1", "slow");
        process("m2", "quick");

        harness.prepareSnapshotPreBarrier(1);

        assertThat(arrived()).containsExactly("m0:quick", "m1:", "m2:quick");
        assertThat(unenriched()).isEqualTo(1);
    }

    @Test
    void endOfInputEmitsAll() throws Exception {
        process("m1", "slow");
        lookup.answerAll();
        harness.getOperator().finish();
        assertThat(arrived()).containsExactly("m0:quick", "m1:slow");
    }

    @Test
    void watermarkStaysBehindTheEventsBeforeIt() throws Exception {
        process("m1", "slow");
        harness.processWatermark(new Watermark(7));
        assertThat(harness.getOutput()).hasSize(1);

        harness.prepareSnapshotPreBarrier(1);
        assertThat(harness.getOutput()).hasSize(3).last().isEqualTo(new Watermark(7));
    }

    @Test
    void manyEventsKeepTheirOrder() throws Exception {
        for (int i = 1; i <= 900; i++) {
            process("m" + i, i % 3 == 0 ? "slow" : "ua" + i % 7);
        }
        lookup.answerAll();
        await().pollInSameThread().until(() -> arrived().size() == 901);
        assertThat(harness.extractOutputValues())
                .extracting(StitchedEvent::partitionKey)
                .isEqualTo(IntStream.rangeClosed(0, 900).mapToObj(i -> "m" + i).toList());
    }

    private void process(String messageId, String userAgent) throws Exception {
        byte[] envelope = Events.track(messageId)
                .payload("{\"context\":{\"userAgent\":\"" + userAgent + "\"}}")
                .kafkaValue();
        harness.processElement(new StreamRecord<>(new StitchedEvent(
                messageId, "", null, new Clues("", userAgent, Campaign.NONE), Enrichment.NONE, envelope, List.of())));
    }

    private void awaitArrived(String... events) {
        await().pollInSameThread().untilAsserted(() -> assertThat(arrived()).containsExactly(events));
    }

    /** What has come out so far, as message:browser. */
    private List<String> arrived() throws Exception {
        runMails();
        return harness.extractOutputValues().stream()
                .map(event -> event.partitionKey()
                        + ':'
                        + event.enrichment().userAgent().browser())
                .toList();
    }

    /** As the task's thread would. */
    private void runMails() throws Exception {
        Optional<Mail> mail = harness.getTaskMailbox().tryTake(0);
        while (mail.isPresent()) {
            mail.get().run();
            mail = harness.getTaskMailbox().tryTake(0);
        }
    }

    private long unenriched() {
        return ((Counter) metrics.get("unenriched")).getCount();
    }
}
