package dev.cdp.flink.replay;

import dev.cdp.flink.serialization.ValueSerializer;
import dev.cdp.flink.serialization.ValueTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.OutputTag;

/**
 * That a chunk has been read.
 *
 * @param records of the archive, repeats of events among them
 * @param events that were read
 * @param readAt epoch milliseconds
 */
record ReadChunk(long number, long records, long events, long readAt) {
    static final TypeInformation<ReadChunk> TYPE = new ValueTypeInfo<>(ReadChunk.class, new Serializer());
    static final OutputTag<ReadChunk> OUTPUT = new OutputTag<>("read-chunks", TYPE);

    /** Between operators; never in state. */
    public static final class Serializer extends ValueSerializer<ReadChunk> {
        private static final long serialVersionUID = 1L;

        @Override
        public void serialize(ReadChunk chunk, DataOutputView target) throws IOException {
            target.writeLong(chunk.number());
            target.writeLong(chunk.records());
            target.writeLong(chunk.events());
            target.writeLong(chunk.readAt());
        }

        @Override
        public ReadChunk deserialize(DataInputView source) throws IOException {
            return new ReadChunk(source.readLong(), source.readLong(), source.readLong(), source.readLong());
        }

        @Override
        public TypeSerializerSnapshot<ReadChunk> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** Instantiated by Flink. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ReadChunk> {
        public Snapshot() {
            super(Serializer::new);
        }
    }
}
