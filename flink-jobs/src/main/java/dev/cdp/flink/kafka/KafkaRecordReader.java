package dev.cdp.flink.kafka;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes records as they are. Reading their content is an operator's work: one that can't be read has
 * a side output to go to there, while a failure here would stop the job.
 */
final class KafkaRecordReader implements KafkaRecordDeserializationSchema<KafkaRecord> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NONE = {};

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<KafkaRecord> out) {
        out.collect(recordOf(record));
    }

    static KafkaRecord recordOf(ConsumerRecord<byte[], byte[]> record) {
        return new KafkaRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key() == null ? NONE : record.key(),
                record.value() == null ? NONE : record.value(),
                KafkaHeader.listOf(record.headers()));
    }

    @Override
    public TypeInformation<KafkaRecord> getProducedType() {
        return KafkaRecord.TYPE;
    }
}
