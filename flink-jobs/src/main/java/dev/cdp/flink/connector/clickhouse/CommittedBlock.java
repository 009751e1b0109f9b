package dev.cdp.flink.connector.clickhouse;

import dev.cdp.flink.serialization.Binary;
import dev.cdp.flink.serialization.ValueSerializer;
import dev.cdp.flink.serialization.ValueTypeInfo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The news that a block is in its table. It is told at least once: again when the job was restored before a checkpoint
 * that covers the news.
 *
 * @param blockId what the rows carry in {@code _block}
 * @param format as is the payload, as of {@link ClickHouseCommittable}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CommittedBlock(String table, String partitionId, long blockId, BlockFormat format, byte[] payload) {
    static final TypeInformation<CommittedBlock> TYPE = new ValueTypeInfo<>(CommittedBlock.class, new Serializer());

    static CommittedBlock of(ClickHouseCommittable block) {
        return new CommittedBlock(block.table(), block.partitionId(), block.blockId(), block.format(), block.payload());
    }

    /** Its rows by column, decoded: for tables of few rows. */
    public List<Map<String, Object>> rows() throws IOException {
        return BlockReader.read(format, payload);
    }

    /** Between operators; never in state. */
    public static final class Serializer extends ValueSerializer<CommittedBlock> {
        private static final long serialVersionUID = 1L;

        @Override
        public void serialize(CommittedBlock block, DataOutputView target) throws IOException {
            Binary.writeText(block.table(), target);
            Binary.writeText(block.partitionId(), target);
            target.writeLong(block.blockId());
            target.writeByte(block.format().code());
            Binary.writeBytes(block.payload(), target);
        }

        @Override
        public CommittedBlock deserialize(DataInputView source) throws IOException {
            return new CommittedBlock(
                    Binary.readText(source),
                    Binary.readText(source),
                    source.readLong(),
                    BlockFormat.ofCode(source.readByte()),
                    Binary.readBytes(source));
        }

        @Override
        public TypeSerializerSnapshot<CommittedBlock> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** Instantiated by Flink. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<CommittedBlock> {
        public Snapshot() {
            super(Serializer::new);
        }
    }
}
