package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks that an operator has given up: a row with the block's id in a table of requests, where the sink looks only
 * while the server refuses that block. So nothing is parked that could still be written, and the request outlives every
 * restart of the job.
 */
final class BlockParking {
    private static final Logger LOG = LoggerFactory.getLogger(BlockParking.class);

    /** For a sink that has nowhere to park. */
    static final BlockParking NONE = new BlockParking(null, "", "", null);

    private final ClickHouseClient client;
    private final String database;
    private final String requests;
    private final ParkedRows parked;

    /**
     * @param requests table with a String column {@code block}
     * @param parked where the rows go, or null for nowhere
     */
    BlockParking(ClickHouseClient client, String database, String requests, ParkedRows parked) {
        this.client = client;
        this.database = database;
        this.requests = requests;
        this.parked = parked;
    }

    /** What to do to give this block up, for the alert. */
    String instruction(ClickHouseCommittable block) {
        return parked == null
                ? ""
                : " Or give these rows up to the dead letters, from where they can be replayed: INSERT INTO %s.%s (block) VALUES ('%s')."
                        .formatted(database, requests, block.insertId());
    }

    /** Parks the block if that was asked for: whether it is parked now. */
    boolean park(ClickHouseCommittable block, String error) throws InterruptedException {
        if (parked == null) {
            return false;
        }
        try {
            if (!isRequested(block)) {
                return false;
            }
            List<Map<String, Object>> rows = BlockReader.read(block.format(), block.payload());
            parked.take(block.table(), rows, error);
            LOG.warn("Parked {}: {} rows were given up as asked", block, rows.size());
            return true;
        } catch (IOException e) {
            LOG.error("Could not park {}; it stays in line: {}", block, e.toString());
            return false;
        }
    }

    private boolean isRequested(ClickHouseCommittable block) throws IOException, InterruptedException {
        String table = ClickHouseClient.quote(database) + "." + ClickHouseClient.quote(requests);
        return !client.select(
                        "SELECT 1 FROM " + table + " WHERE block = {block:String} LIMIT 1",
                        Map.of("block", block.insertId()))
                .isEmpty();
    }
}
