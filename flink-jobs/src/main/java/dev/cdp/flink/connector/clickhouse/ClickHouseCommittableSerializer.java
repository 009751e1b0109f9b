package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;
import java.util.zip.CRC32C;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Version 2: checkpoint id (8 bytes), block id (8), table (UTF), partition id (UTF), rows (4), format (1), length of the
 * payload (4), payload, CRC-32C of the payload (4). The sum is there because the server takes a cut LZ4 frame for a
 * shorter one. Version 1, which is read still, had no format: all blocks were of rows.
 */
final class ClickHouseCommittableSerializer implements SimpleVersionedSerializer<ClickHouseCommittable> {
    private static final int VERSION = 2;
    private static final int OVERHEAD = 128;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(ClickHouseCommittable block) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(block.payload().length + OVERHEAD);
        out.writeLong(block.checkpointId());
        out.writeLong(block.blockId());
        out.writeUTF(block.table());
        out.writeUTF(block.partitionId());
        out.writeInt(block.rows());
        out.writeByte(block.format().code());
        out.writeInt(block.payload().length);
        out.write(block.payload());
        out.writeInt(checksum(block.payload()));
        return out.getCopyOfBuffer();
    }

    @Override
    public ClickHouseCommittable deserialize(int version, byte[] serialized) throws IOException {
        if (version < 1 || version > VERSION) {
            throw new IOException(
                    "A block of version " + version + " can't be read by this release, which knows those up to "
                            + VERSION + ". Start the release that wrote it, or a newer one.");
        }
        DataInputDeserializer in = new DataInputDeserializer(serialized);
        long checkpointId = in.readLong();
        long blockId = in.readLong();
        String table = in.readUTF();
        String partitionId = in.readUTF();
        int rows = in.readInt();
        BlockFormat format = version == 1 ? BlockFormat.ROWS : BlockFormat.ofCode(in.readByte());
        byte[] payload = new byte[in.readInt()];
        in.readFully(payload);
        if (in.readInt() != checksum(payload)) {
            throw new IOException("Block " + Long.toHexString(blockId) + " for " + table + " is damaged");
        }
        return new ClickHouseCommittable(checkpointId, blockId, table, partitionId, rows, format, payload);
    }

    private static int checksum(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload);
        return (int) crc.getValue();
    }
}
