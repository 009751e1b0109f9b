package dev.cdp.flink.delivery;

import dev.cdp.contract.ProcessedEvent;
import dev.cdp.flink.connection.ProcessedEventSerializer;
import dev.cdp.flink.delivery.FlatEvent.PayloadColumns;
import dev.cdp.flink.serialization.Binary;
import dev.cdp.flink.serialization.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link FlatEvent} between operators; they are chained as a rule. */
public final class FlatEventSerializer extends ValueSerializer<FlatEvent> {
    private static final long serialVersionUID = 1L;
    private static final ProcessedEventSerializer EVENT = new ProcessedEventSerializer();

    @Override
    public void serialize(FlatEvent flat, DataOutputView target) throws IOException {
        EVENT.serialize(flat.event(), target);
        target.writeInt(flat.rowNo());
        PayloadColumns columns = flat.columns();
        target.writeBoolean(columns != null);
        if (columns != null) {
            Binary.writeText(columns.name(), target);
            Binary.writeText(columns.groupId(), target);
            Binary.writeBytes(columns.properties(), target);
            Binary.writeBytes(columns.traits(), target);
            Binary.writeBytes(columns.context(), target);
        }
    }

    @Override
    public FlatEvent deserialize(DataInputView source) throws IOException {
        ProcessedEvent event = EVENT.deserialize(source);
        int rowNo = source.readInt();
        return new FlatEvent(event, rowNo, source.readBoolean() ? readColumns(source) : null);
    }

    private static PayloadColumns readColumns(DataInputView source) throws IOException {
        return new PayloadColumns(
                Binary.readText(source),
                Binary.readText(source),
                Binary.readBytes(source),
                Binary.readBytes(source),
                Binary.readBytes(source));
    }

    @Override
    public TypeSerializerSnapshot<FlatEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<FlatEvent> {
        public Snapshot() {
            super(FlatEventSerializer::new);
        }
    }
}
