package dev.cdp.flink.connector.clickhouse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import net.jpountz.xxhash.XXHashFactory;

/** Rows of one layout and one partition, compressed as they come, until it is sealed. */
final class Block {
    private static final long UNKNOWN_SIZE = -1;

    private final long id;
    private final RowLayout layout;
    private final String partitionId;
    private final BlockLimits limits;
    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private final LZ4FrameOutputStream out;
    private final byte[] idBytes;
    private int rows;
    private long bytes;

    Block(long id, RowLayout layout, String partitionId, BlockLimits limits) {
        this.id = id;
        this.idBytes = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(id)
                .array();
        this.layout = layout;
        this.partitionId = partitionId;
        this.limits = limits;
        this.out = open(compressed);
        write(layout.header());
    }

    /** In Java alone: a native library would stay loaded with the job's class loader. */
    private static LZ4FrameOutputStream open(ByteArrayOutputStream target) {
        try {
            return new LZ4FrameOutputStream(
                    target,
                    BLOCKSIZE.SIZE_64KB,
                    UNKNOWN_SIZE,
                    LZ4Factory.fastestJavaInstance().fastCompressor(),
                    XXHashFactory.fastestJavaInstance().hash32(),
                    FLG.Bits.BLOCK_INDEPENDENCE,
                    FLG.Bits.CONTENT_CHECKSUM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(byte[] row) {
        write(idBytes);
        write(row);
        rows++;
    }

    boolean isFull() {
        return rows >= limits.rows() || bytes >= limits.bytes();
    }

    ClickHouseCommittable seal() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ClickHouseCommittable(
                ClickHouseCommittable.UNSTAMPED, id, layout.table(), partitionId, rows, compressed.toByteArray());
    }

    private void write(byte[] data) {
        try {
            out.write(data, 0, data.length);
        } catch (IOException e) {
            throw new UncheckedIOException("An array in memory can't fail", e);
        }
        bytes += data.length;
    }
}
