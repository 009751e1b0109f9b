package dev.cdp.flink.kafka;

import java.io.Serializable;
import java.util.List;

/** What is written to Kafka for one element, but for the topic. */
public record KafkaMessage(byte[] key, byte[] value, List<KafkaHeader> headers) {

    /** How an element is written. */
    @FunctionalInterface
    public interface Form<T> extends Serializable {
        KafkaMessage of(T element);
    }
}
