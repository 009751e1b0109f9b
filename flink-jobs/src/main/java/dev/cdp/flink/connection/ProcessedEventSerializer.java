package dev.cdp.flink.connection;

import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.ProcessedEvent;
import dev.cdp.contract.ProcessedEventCodec;
import dev.cdp.flink.serialization.Binary;
import dev.cdp.flink.serialization.ValueSerializer;
import dev.cdp.flink.serialization.ValueTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link ProcessedEvent} between operators and in state, in its Kafka form, which has a version. */
public final class ProcessedEventSerializer extends ValueSerializer<ProcessedEvent> {
    public static final TypeInformation<ProcessedEvent> TYPE =
            new ValueTypeInfo<>(ProcessedEvent.class, new ProcessedEventSerializer());

    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(ProcessedEvent event, DataOutputView target) throws IOException {
        byte[] envelope = EnvelopeCodec.write(event.envelope());
        Binary.writeBytes(
                ProcessedEventCodec.write(event.userId(), event.link(), event.enrichment(), envelope), target);
    }

    @Override
    public ProcessedEvent deserialize(DataInputView source) throws IOException {
        return ProcessedEventCodec.read(Binary.readBytes(source));
    }

    @Override
    public TypeSerializerSnapshot<ProcessedEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ProcessedEvent> {
        public Snapshot() {
            super(ProcessedEventSerializer::new);
        }
    }
}
