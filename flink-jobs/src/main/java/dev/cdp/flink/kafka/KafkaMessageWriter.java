package dev.cdp.flink.kafka;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Writes elements to one topic. The partition is that of the key's hash. The topic is also told to
 * the sink, which looks for open transactions in it when it starts.
 */
final class KafkaMessageWriter<T> implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final KafkaMessage.Form<T> form;

    KafkaMessageWriter(String topic, KafkaMessage.Form<T> form) {
        this.topic = topic;
        this.form = form;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T element, KafkaSinkContext context, Long timestamp) {
        KafkaMessage message = form.of(element);
        List<Header> headers = Collections.unmodifiableList(message.headers());
        return new ProducerRecord<>(topic, null, message.key(), message.value(), headers);
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
    }
}
