package dev.cdp.flink.connector.clickhouse;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;

/** Writes the checkpoint's id into each block: the committer is not told it, and needs it to know a restored one. */
final class StampCheckpoint
        implements MapFunction<CommittableMessage<ClickHouseCommittable>, CommittableMessage<ClickHouseCommittable>> {
    private static final long serialVersionUID = 1L;

    @Override
    public CommittableMessage<ClickHouseCommittable> map(CommittableMessage<ClickHouseCommittable> message) {
        return message instanceof CommittableWithLineage<ClickHouseCommittable> lineage
                ? lineage.map(block -> block.stamped(lineage.getCheckpointId()))
                : message;
    }
}
