package dev.cdp.flink.connection;

import dev.cdp.flink.serialization.Binary;
import dev.cdp.flink.serialization.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link HeldRange} in state, format 1: the format's number, then its members in their order. */
public final class HeldRangeSerializer extends ValueSerializer<HeldRange> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 1;

    @Override
    public void serialize(HeldRange range, DataOutputView target) throws IOException {
        target.writeByte(FORMAT);
        Binary.writeText(range.workspaceId(), target);
        Binary.writeText(range.sourceId(), target);
        Binary.writeText(range.topic(), target);
        target.writeInt(range.partition());
        target.writeLong(range.from());
        target.writeLong(range.to());
        target.writeLong(range.since());
    }

    @Override
    public HeldRange deserialize(DataInputView source) throws IOException {
        int format = source.readUnsignedByte();
        if (format != FORMAT) {
            throw new IOException("unknown format of a held range: " + format);
        }
        return new HeldRange(
                Binary.readText(source),
                Binary.readText(source),
                Binary.readText(source),
                source.readInt(),
                source.readLong(),
                source.readLong(),
                source.readLong());
    }

    @Override
    public TypeSerializerSnapshot<HeldRange> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink, from savepoints too: its name must stay. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<HeldRange> {
        public Snapshot() {
            super(HeldRangeSerializer::new);
        }
    }
}
