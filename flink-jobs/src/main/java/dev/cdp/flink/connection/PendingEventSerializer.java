package dev.cdp.flink.connection;

import dev.cdp.flink.serialization.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link PendingEvent} in state, format 1: the format's number, retries, notBefore, the event in its Kafka form. */
public final class PendingEventSerializer extends ValueSerializer<PendingEvent> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 1;
    private static final ProcessedEventSerializer EVENT = new ProcessedEventSerializer();

    @Override
    public void serialize(PendingEvent pending, DataOutputView target) throws IOException {
        target.writeByte(FORMAT);
        target.writeInt(pending.retries());
        target.writeLong(pending.notBefore());
        EVENT.serialize(pending.event(), target);
    }

    @Override
    public PendingEvent deserialize(DataInputView source) throws IOException {
        int format = source.readUnsignedByte();
        if (format != FORMAT) {
            throw new IOException("unknown format of a pending event: " + format);
        }
        int retries = source.readInt();
        long notBefore = source.readLong();
        return new PendingEvent(EVENT.deserialize(source), retries, notBefore);
    }

    @Override
    public TypeSerializerSnapshot<PendingEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink, from savepoints too: its name must stay. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<PendingEvent> {
        public Snapshot() {
            super(PendingEventSerializer::new);
        }
    }
}
