package dev.cdp.flink.identity;

import dev.cdp.flink.connector.clickhouse.AfterCommit;
import dev.cdp.flink.connector.clickhouse.ClickHouseConnection;
import dev.cdp.flink.connector.jdbc.JdbcTarget;
import dev.cdp.flink.delivery.FlatEvent;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The backfill of a delivery job: the step that follows what its destination has got. */
public final class Identities {
    private Identities() {}

    /**
     * Follows the blocks that a sink has committed, in the {@code events} of the same database.
     *
     * @param intervalMs for so long changes are collected
     */
    public static AfterCommit backfill(ClickHouseConnection connection, String destinationId, long intervalMs) {
        return blocks -> follow(
                blocks.process(new ReadBlocks())
                        .returns(Notice.TYPE)
                        .uid("read-blocks")
                        .name("Changes of owners"),
                () -> new ClickHouseOwners(connection, destinationId),
                intervalMs,
                false);
    }

    /**
     * As the other one, where nobody tells what is committed: a change is followed when the checkpoint is complete that
     * covers its event. Rows that were held up until later are not looked at.
     */
    public static void backfillAfterCheckpoint(
            DataStream<FlatEvent> events, ClickHouseConnection connection, String destinationId, long intervalMs) {
        follow(changes(events), () -> new ClickHouseOwners(connection, destinationId), intervalMs, true);
    }

    /** The same in a warehouse, whose rows of a checkpoint are there when it is complete. */
    public static void backfill(DataStream<FlatEvent> events, JdbcTarget warehouse, long intervalMs) {
        follow(changes(events), () -> new WarehouseOwners(warehouse), intervalMs, true);
    }

    private static DataStream<Notice> changes(DataStream<FlatEvent> events) {
        return events.process(new ReadLinks())
                .returns(Notice.TYPE)
                .uid("read-links")
                .name("Changes of owners");
    }

    private static void follow(
            DataStream<Notice> notices, Backfill.Opener opener, long intervalMs, boolean afterCheckpoint) {
        notices.global()
                .transform(
                        "Give earlier events their user",
                        Types.VOID,
                        new FollowOwners(opener, intervalMs, afterCheckpoint))
                .uid("follow-owners")
                .forceNonParallel();
    }
}
