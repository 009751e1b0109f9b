package dev.cdp.flink.processing;

import dev.cdp.contract.EventId;
import dev.cdp.flink.serialization.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link EventId} as its 16 bytes, big-endian. In state: the keys of {@link Deduplicator}'s maps. */
public final class EventIdSerializer extends ValueSerializer<EventId> {
    static final EventIdSerializer INSTANCE = new EventIdSerializer();
    private static final long serialVersionUID = 1L;

    @Override
    public int getLength() {
        return 2 * Long.BYTES;
    }

    @Override
    public void serialize(EventId id, DataOutputView target) throws IOException {
        target.writeLong(id.high());
        target.writeLong(id.low());
    }

    @Override
    public EventId deserialize(DataInputView source) throws IOException {
        return new EventId(source.readLong(), source.readLong());
    }

    @Override
    public TypeSerializerSnapshot<EventId> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink, from savepoints too: its name must stay. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EventId> {
        public Snapshot() {
            super(EventIdSerializer::new);
        }
    }
}
