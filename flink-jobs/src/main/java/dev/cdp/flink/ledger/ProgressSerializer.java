package dev.cdp.flink.ledger;

import dev.cdp.contract.Progress;
import dev.cdp.contract.ProgressCodec;
import dev.cdp.flink.serialization.Binary;
import dev.cdp.flink.serialization.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Progress} between operators and in state, in its Kafka form, which has a version. */
public final class ProgressSerializer extends ValueSerializer<Progress> {
    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(Progress progress, DataOutputView target) throws IOException {
        Binary.writeBytes(ProgressCodec.write(progress), target);
    }

    @Override
    public Progress deserialize(DataInputView source) throws IOException {
        return ProgressCodec.read(Binary.readBytes(source));
    }

    @Override
    public TypeSerializerSnapshot<Progress> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink, from savepoints too: its name must stay. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Progress> {
        public Snapshot() {
            super(ProgressSerializer::new);
        }
    }
}
