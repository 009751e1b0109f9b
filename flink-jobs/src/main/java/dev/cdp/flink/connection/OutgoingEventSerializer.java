package dev.cdp.flink.connection;

import dev.cdp.contract.ProcessedEvent;
import dev.cdp.contract.RawJson;
import dev.cdp.flink.serialization.Binary;
import dev.cdp.flink.serialization.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link OutgoingEvent} between operators; they are chained as a rule. */
public final class OutgoingEventSerializer extends ValueSerializer<OutgoingEvent> {
    private static final long serialVersionUID = 1L;
    private static final ProcessedEventSerializer EVENT = new ProcessedEventSerializer();

    @Override
    public void serialize(OutgoingEvent outgoing, DataOutputView target) throws IOException {
        EVENT.serialize(outgoing.event(), target);
        target.writeInt(outgoing.rowNo());
        target.writeBoolean(outgoing.linkOnly());
        target.writeBoolean(outgoing.returned() != null);
        if (outgoing.returned() != null) {
            Binary.writeBytes(outgoing.returned().utf8(), target);
        }
    }

    @Override
    public OutgoingEvent deserialize(DataInputView source) throws IOException {
        ProcessedEvent event = EVENT.deserialize(source);
        int rowNo = source.readInt();
        boolean linkOnly = source.readBoolean();
        RawJson returned = source.readBoolean() ? new RawJson(Binary.readBytes(source)) : null;
        return new OutgoingEvent(event, rowNo, returned, linkOnly);
    }

    @Override
    public TypeSerializerSnapshot<OutgoingEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<OutgoingEvent> {
        public Snapshot() {
            super(OutgoingEventSerializer::new);
        }
    }
}
