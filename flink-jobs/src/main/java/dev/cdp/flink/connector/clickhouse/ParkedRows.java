package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Takes the rows of a block that its table refuses for good and that an operator has asked to park.
 *
 * <p>At least once: after a failure in between, the same rows are given again.
 */
public interface ParkedRows extends Serializable {

    /**
     * Returns when the rows are safe elsewhere. The block is forgotten then.
     *
     * @param table that refuses them
     * @param rows the values by column, in the Java types that {@link ClickHouseRow} names; unsigned 64-bit integers as
     *     the long of the same bits, JSON as its text
     * @param error what the server said
     * @throws IOException when they could not be kept; the block is then tried again
     */
    void take(String table, List<Map<String, Object>> rows, String error) throws IOException, InterruptedException;
}
