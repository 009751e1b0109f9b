package dev.cdp.flink.connector.clickhouse;

import java.io.Serializable;

/**
 * When a block is full. Far below the limits that the insert gives the server, which must not split it.
 *
 * @param rows at most this many rows
 * @param bytes full once it has this many bytes before compression; one row may lie above
 */
record BlockLimits(int rows, int bytes) implements Serializable {

    /** What the server is told to take as one block. */
    static final long SERVER_ROWS = 10_000_000;

    /** In the server's memory a row is larger than in RowBinary: offsets, JSON paths. */
    static final long SERVER_BYTES = 4L << 30;

    static final BlockLimits DEFAULT = new BlockLimits(100_000, 16 << 20);

    BlockLimits {
        if (rows < 1 || rows > 1_000_000) {
            throw new IllegalArgumentException("A block holds 1 to 1,000,000 rows, not " + rows);
        }
        if (bytes < 1 || bytes > 64 << 20) {
            throw new IllegalArgumentException("A block holds 1 byte to 64 MiB, not " + bytes + " bytes");
        }
    }
}
