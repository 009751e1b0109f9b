package dev.cdp.flink.connector.clickhouse;

import java.util.Arrays;
import java.util.Objects;

/**
 * A sealed block on its way into one partition of one table: there as a whole, or not at all.
 *
 * @param checkpointId the checkpoint it belongs to, or {@link #UNSTAMPED}
 * @param blockId random, never 0; each of its rows carries it in {@code _block}
 * @param rows how many rows were sent; the table may hold fewer, since it folds and deletes
 * @param payload the rows in their format, as one LZ4 frame
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode know it
public record ClickHouseCommittable(
        long checkpointId,
        long blockId,
        String table,
        String partitionId,
        int rows,
        BlockFormat format,
        byte[] payload) {

    static final long UNSTAMPED = -1;

    ClickHouseCommittable stamped(long id) {
        return new ClickHouseCommittable(id, blockId, table, partitionId, rows, format, payload);
    }

    /** Names the insert: its query and, in the server's log of inserts, its token. */
    String insertId() {
        return String.format("%016x", blockId);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClickHouseCommittable that
                && checkpointId == that.checkpointId
                && blockId == that.blockId
                && rows == that.rows
                && format == that.format
                && table.equals(that.table)
                && partitionId.equals(that.partitionId)
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return Objects.hash(checkpointId, blockId);
    }

    @Override
    public String toString() {
        return "block " + insertId() + " of checkpoint " + checkpointId + " for " + table + "/" + partitionId + " ("
                + rows + " rows, " + payload.length + " bytes)";
    }
}
