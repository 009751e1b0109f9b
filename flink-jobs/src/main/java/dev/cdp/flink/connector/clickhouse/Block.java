package dev.cdp.flink.connector.clickhouse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import net.jpountz.xxhash.XXHashFactory;

/** Rows of one layout and one partition, until it is sealed. */
final class Block {
    private static final long UNKNOWN_SIZE = -1;

    private final long id;
    private final RowLayout layout;
    private final String partitionId;
    private final BlockLimits limits;
    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private final LZ4FrameOutputStream out;
    private final BlockBody body;
    private int rows;
    private long bytes;

    Block(long id, RowLayout layout, String partitionId, BlockLimits limits) {
        this.id = id;
        this.layout = layout;
        this.partitionId = partitionId;
        this.limits = limits;
        this.out = open(compressed);
        this.body = open(id, layout, out);
    }

    private static BlockBody open(long id, RowLayout layout, OutputStream out) {
        try {
            return layout.format() == BlockFormat.ROWS
                    ? new BlockBody.OfRows(id, layout, out)
                    : new BlockBody.OfColumns(id, layout, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        try {
            body.add(row);
        } catch (IOException e) {
            throw new UncheckedIOException("An array in memory can't fail", e);
        }
        rows++;
        bytes += Long.BYTES + row.length;
    }

    /** Before compression. */
    long bytes() {
        return bytes;
    }

    boolean isFull() {
        return rows >= limits.rows() || bytes >= limits.bytes() || body.isBulky();
    }

    ClickHouseCommittable seal() {
        try {
            body.finish();
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ClickHouseCommittable(
                ClickHouseCommittable.UNSTAMPED,
                id,
                layout.table(),
                partitionId,
                rows,
                layout.format(),
                compressed.toByteArray());
    }
}
