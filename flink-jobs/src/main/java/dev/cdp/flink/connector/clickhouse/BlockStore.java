package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;

/**
 * What can be asked of the server about one block: insert it, make sure that nobody does, look for it. After an {@link
 * IOException} it is not known whether what was asked has been done; a {@link ClickHouseException} is a refusal.
 */
interface BlockStore {

    /**
     * Returns once the server has answered 200. That means: written, or known under this token.
     *
     * @param token under which the server's log of inserts remembers it
     */
    void insert(ClickHouseCommittable block, String token) throws IOException, InterruptedException;

    /** After this no insert of the block that has reached the server is running any more. */
    void stop(ClickHouseCommittable block) throws IOException, InterruptedException;

    /** Whether rows of the block are in its table. */
    boolean contains(ClickHouseCommittable block) throws IOException, InterruptedException;
}
