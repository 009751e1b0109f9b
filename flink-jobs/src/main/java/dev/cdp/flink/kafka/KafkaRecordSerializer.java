package dev.cdp.flink.kafka;

import dev.cdp.flink.serialization.Binary;
import dev.cdp.flink.serialization.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link KafkaRecord} between operators; never in state. */
public final class KafkaRecordSerializer extends ValueSerializer<KafkaRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(KafkaRecord record, DataOutputView target) throws IOException {
        Binary.writeText(record.topic(), target);
        target.writeInt(record.partition());
        target.writeLong(record.offset());
        target.writeLong(record.timestamp());
        Binary.writeBytes(record.key(), target);
        Binary.writeBytes(record.value(), target);
        KafkaHeader.writeList(record.headers(), target);
    }

    @Override
    public KafkaRecord deserialize(DataInputView source) throws IOException {
        return new KafkaRecord(
                Binary.readText(source),
                source.readInt(),
                source.readLong(),
                source.readLong(),
                Binary.readBytes(source),
                Binary.readBytes(source),
                KafkaHeader.readList(source));
    }

    @Override
    public TypeSerializerSnapshot<KafkaRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<KafkaRecord> {
        public Snapshot() {
            super(KafkaRecordSerializer::new);
        }
    }
}
