package dev.cdp.flink.connector.clickhouse;

import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.columnar.Columns;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The rows of one block, on their way into its payload. */
interface BlockBody {

    /** Takes a row as the encoder has made it, without its {@code _block}. */
    void add(byte[] row) throws IOException;

    /** Whether it takes more room than its rows' bytes say. */
    boolean isBulky();

    /** Nothing can be added any more. */
    void finish() throws IOException;

    /** Writes through, row by row. */
    final class OfRows implements BlockBody {
        private final OutputStream out;
        private final byte[] id;

        OfRows(long blockId, RowLayout layout, OutputStream out) throws IOException {
            this.out = out;
            this.id = ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(blockId)
                    .array();
            out.write(layout.header());
        }

        @Override
        public void add(byte[] row) throws IOException {
            out.write(id);
            out.write(row);
        }

        @Override
        public boolean isBulky() {
            return false;
        }

        @Override
        public void finish() {
            // All is written.
        }
    }

    /** Keeps the values by columns until the last row has come. */
    final class OfColumns implements BlockBody {
        /** Some tens of megabytes, a byte for each. */
        private static final long MAX_CELLS = 32L << 20;

        private static final int ROWS_BETWEEN_COUNTS = 128;

        private final long id;
        private final Columns columns;
        private final OutputStream out;
        private final RowBinaryBuffer whole = new RowBinaryBuffer();
        private int rows;

        OfColumns(long blockId, RowLayout layout, OutputStream out) throws IOException {
            this.id = blockId;
            this.columns = layout.newColumns();
            this.out = out;
        }

        @Override
        public void add(byte[] row) {
            whole.clear();
            whole.int64(id);
            whole.raw(row);
            columns.take(whole.toInput());
            rows++;
        }

        @Override
        public boolean isBulky() {
            return rows % ROWS_BETWEEN_COUNTS == 0 && columns.cells() >= MAX_CELLS;
        }

        @Override
        public void finish() throws IOException {
            columns.writeTo(out);
        }
    }
}
