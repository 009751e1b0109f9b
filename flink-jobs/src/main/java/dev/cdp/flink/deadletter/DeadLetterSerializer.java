package dev.cdp.flink.deadletter;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.flink.serialization.Binary;
import dev.cdp.flink.serialization.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link DeadLetter} between operators, in its Kafka form: they are few. */
public final class DeadLetterSerializer extends ValueSerializer<DeadLetter> {
    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(DeadLetter letter, DataOutputView target) throws IOException {
        Binary.writeBytes(DeadLetterCodec.write(letter), target);
    }

    @Override
    public DeadLetter deserialize(DataInputView source) throws IOException {
        return DeadLetterCodec.read(Binary.readBytes(source));
    }

    @Override
    public TypeSerializerSnapshot<DeadLetter> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<DeadLetter> {
        public Snapshot() {
            super(DeadLetterSerializer::new);
        }
    }
}
