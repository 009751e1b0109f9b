package dev.cdp.flink.ledger;

import dev.cdp.contract.Outcome;
import dev.cdp.contract.OutcomeCodec;
import dev.cdp.flink.serialization.Binary;
import dev.cdp.flink.serialization.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Outcome} between operators, in its Kafka form; never in state. */
public final class OutcomeSerializer extends ValueSerializer<Outcome> {
    private static final long serialVersionUID = 1L;

    @Override
    public void serialize(Outcome outcome, DataOutputView target) throws IOException {
        Binary.writeBytes(OutcomeCodec.write(outcome), target);
    }

    @Override
    public Outcome deserialize(DataInputView source) throws IOException {
        return OutcomeCodec.read(Binary.readBytes(source));
    }

    @Override
    public TypeSerializerSnapshot<Outcome> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Outcome> {
        public Snapshot() {
            super(OutcomeSerializer::new);
        }
    }
}
