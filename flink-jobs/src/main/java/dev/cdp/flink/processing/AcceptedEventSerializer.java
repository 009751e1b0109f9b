package dev.cdp.flink.processing;

import dev.cdp.contract.Channel;
import dev.cdp.contract.EventType;
import dev.cdp.contract.Unlink;
import dev.cdp.contract.UnlinkCodec;
import dev.cdp.flink.kafka.KafkaHeader;
import dev.cdp.flink.serialization.Binary;
import dev.cdp.flink.serialization.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link AcceptedEvent} between operators, where a cluster does not chain them; never in state. */
public final class AcceptedEventSerializer extends ValueSerializer<AcceptedEvent> {
    private static final long serialVersionUID = 1L;
    private static final Channel[] CHANNELS = Channel.values();
    private static final EventType[] TYPES = EventType.values();
    private static final byte[] NONE = {};

    @Override
    public void serialize(AcceptedEvent event, DataOutputView target) throws IOException {
        Binary.writeText(event.partitionKey(), target);
        EventIdSerializer.INSTANCE.serialize(event.identity(), target);
        target.writeByte(event.channel().ordinal());
        target.writeLong(event.receivedAt());
        target.writeInt(event.recordMark());
        target.writeByte(event.type().ordinal());
        Binary.writeText(event.anonymousId(), target);
        Binary.writeText(event.userId(), target);
        Binary.writeText(event.previousId(), target);
        CluesForm.write(event.clues(), target);
        Binary.writeBytes(event.envelope(), target);
        KafkaHeader.writeList(event.headers(), target);
        Binary.writeBytes(event.unlink() == null ? NONE : UnlinkCodec.write(event.unlink()), target);
    }

    @Override
    public AcceptedEvent deserialize(DataInputView source) throws IOException {
        return new AcceptedEvent(
                Binary.readText(source),
                EventIdSerializer.INSTANCE.deserialize(source),
                CHANNELS[source.readByte()],
                source.readLong(),
                source.readInt(),
                TYPES[source.readByte()],
                Binary.readText(source),
                Binary.readText(source),
                Binary.readText(source),
                CluesForm.read(source),
                Binary.readBytes(source),
                KafkaHeader.readList(source),
                readUnlink(source));
    }

    private static Unlink readUnlink(DataInputView source) throws IOException {
        byte[] bytes = Binary.readBytes(source);
        return bytes.length == 0 ? null : UnlinkCodec.read(bytes);
    }

    @Override
    public TypeSerializerSnapshot<AcceptedEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<AcceptedEvent> {
        public Snapshot() {
            super(AcceptedEventSerializer::new);
        }
    }
}
