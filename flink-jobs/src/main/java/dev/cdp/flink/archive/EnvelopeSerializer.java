package dev.cdp.flink.archive;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.flink.serialization.Binary;
import dev.cdp.flink.serialization.ValueSerializer;
import dev.cdp.flink.serialization.ValueTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Envelope} between operators, in its Kafka form; they are chained as a rule. */
public final class EnvelopeSerializer extends ValueSerializer<Envelope> {
    public static final TypeInformation<Envelope> TYPE = new ValueTypeInfo<>(Envelope.class, new EnvelopeSerializer());

    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(Envelope event, DataOutputView target) throws IOException {
        Binary.writeBytes(EnvelopeCodec.write(event), target);
    }

    @Override
    public Envelope deserialize(DataInputView source) throws IOException {
        return EnvelopeCodec.read(Binary.readBytes(source));
    }

    @Override
    public TypeSerializerSnapshot<Envelope> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Envelope> {
        public Snapshot() {
            super(EnvelopeSerializer::new);
        }
    }
}
