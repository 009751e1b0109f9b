package dev.cdp.flink.job;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.contract.Topics;
import dev.cdp.flink.kafka.KafkaCluster;
import dev.cdp.flink.processing.StitchedEvent;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The topics that the jobs write, each exactly once. */
final class KafkaSinks {
    private KafkaSinks() {}

    /** {@link Topics#PROCESSED}, under the key and the headers that the event came with. */
    static KafkaSink<StitchedEvent> processedEvents(KafkaCluster kafka) {
        return kafka.sink(
                Topics.PROCESSED,
                "cdp-processing-events",
                event -> event.partitionKey().getBytes(StandardCharsets.UTF_8),
                StitchedEvent::toKafkaValue,
                event -> new RecordHeaders(event.headers().toArray(new Header[0])));
    }

    /**
     * {@link Topics#DEAD_LETTERS}.
     *
     * @param job whose dead letters these are; several jobs write that topic
     */
    static KafkaSink<DeadLetter> deadLetters(KafkaCluster kafka, String job) {
        return kafka.sink(
                Topics.DEAD_LETTERS,
                job + "-dead-letters",
                letter -> letter.key().getBytes(StandardCharsets.UTF_8),
                DeadLetterCodec::write,
                letter -> new RecordHeaders());
    }
}
