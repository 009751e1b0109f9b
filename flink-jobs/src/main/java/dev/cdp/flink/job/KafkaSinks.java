package dev.cdp.flink.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.contract.Outcome;
import dev.cdp.contract.OutcomeCodec;
import dev.cdp.contract.Progress;
import dev.cdp.contract.ProgressCodec;
import dev.cdp.contract.Topics;
import dev.cdp.flink.kafka.KafkaCluster;
import dev.cdp.flink.kafka.KafkaMessage;
import dev.cdp.flink.processing.StitchedEvent;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;

/** The topics that the jobs write, each exactly once. */
final class KafkaSinks {
    private KafkaSinks() {}

    /** {@link Topics#PROCESSED}, under the key and the headers that the event came with. */
    static Sink<StitchedEvent> processedEvents(KafkaCluster kafka) {
        return kafka.sink(
                Topics.PROCESSED,
                "cdp-processing-events",
                event -> new KafkaMessage(event.partitionKey().getBytes(UTF_8), event.toKafkaValue(), event.headers()));
    }

    /**
     * {@link Topics#DEAD_LETTERS}.
     *
     * @param job whose dead letters these are; several jobs write that topic
     */
    static Sink<DeadLetter> deadLetters(KafkaCluster kafka, String job) {
        return kafka.sink(
                Topics.DEAD_LETTERS,
                job + "-dead-letters",
                letter -> new KafkaMessage(letter.key().getBytes(UTF_8), DeadLetterCodec.write(letter), List.of()));
    }

    /**
     * {@link Topics#OUTCOMES}.
     *
     * @param job whose outcomes these are; several jobs write that topic
     */
    static Sink<Outcome> outcomes(KafkaCluster kafka, String job) {
        return kafka.sink(
                Topics.OUTCOMES,
                job + "-outcomes",
                outcome -> new KafkaMessage(outcome.key().getBytes(UTF_8), OutcomeCodec.write(outcome), List.of()));
    }

    /**
     * {@link Topics#PROGRESS}.
     *
     * @param job whose progress it is; several jobs write that topic
     */
    static Sink<Progress> progress(KafkaCluster kafka, String job) {
        return kafka.sink(
                Topics.PROGRESS,
                job + "-progress",
                report -> new KafkaMessage(report.key().getBytes(UTF_8), ProgressCodec.write(report), List.of()));
    }
}
