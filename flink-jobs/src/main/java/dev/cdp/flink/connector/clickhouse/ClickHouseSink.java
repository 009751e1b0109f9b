package dev.cdp.flink.connector.clickhouse;

import java.time.Duration;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Writes {@link EncodedRow}s into ClickHouse tables of the MergeTree family, by default exactly once: each row is in
 * its table once when the checkpoint that covers it has completed, whatever was killed in between. Put
 * {@link EncodeRows} in front of it, at the same parallelism, so that both run in one chain.
 *
 * <p>Needs checkpoints. The protocol, the failure model and all settings are in this folder's README.md.
 */
public final class ClickHouseSink
        implements Sink<EncodedRow>,
                SupportsCommitter<ClickHouseCommittable>,
                SupportsPreCommitTopology<ClickHouseCommittable, ClickHouseCommittable> {
    private static final long serialVersionUID = 1L;

    private final ClickHouseConnection connection;
    private final DeliveryGuarantee guarantee;
    private final BlockLimits limits;
    private final int concurrentInserts;
    private final Duration insertTimeout;
    private final Backoff passingBackoff;
    private final Backoff refusedBackoff;
    private final String parkingRequests;
    private final ParkedRows parkedRows;

    ClickHouseSink(ClickHouseSinkBuilder builder) {
        this.connection = builder.connection;
        this.guarantee = builder.guarantee;
        this.limits = builder.limits;
        this.concurrentInserts = builder.concurrentInserts;
        this.insertTimeout = builder.insertTimeout;
        this.passingBackoff = builder.passingBackoff;
        this.refusedBackoff = builder.refusedBackoff;
        this.parkingRequests = builder.parkingRequests;
        this.parkedRows = builder.parkedRows;
    }

    public static ClickHouseSinkBuilder builder() {
        return new ClickHouseSinkBuilder();
    }

    @Override
    public SinkWriter<EncodedRow> createWriter(WriterInitContext context) {
        ClickHouseWriter writer = new ClickHouseWriter(limits);
        return guarantee == DeliveryGuarantee.EXACTLY_ONCE
                ? writer
                : new FlushingWriter(writer, commits(context.metricGroup()));
    }

    /** Also with at-least-once: a state may hold blocks of a time when the guarantee was exactly-once. */
    @Override
    public Committer<ClickHouseCommittable> createCommitter(CommitterInitContext context) {
        return new ClickHouseCommitter(commits(context.metricGroup()), context.getRestoredCheckpointId());
    }

    private BlockCommits commits(MetricGroup metricGroup) {
        ClickHouseClient client = new ClickHouseClient(connection);
        BlockStore store = new ClickHouseBlockStore(client, connection.database(), insertTimeout);
        BlockParking parking = new BlockParking(client, connection.database(), parkingRequests, parkedRows);
        BlockCommit.Pace pace = new BlockCommit.Pace(passingBackoff, refusedBackoff);
        return new BlockCommits(store, pace, parking, new SinkMetrics(metricGroup), concurrentInserts);
    }

    @Override
    public DataStream<CommittableMessage<ClickHouseCommittable>> addPreCommitTopology(
            DataStream<CommittableMessage<ClickHouseCommittable>> blocks) {
        return blocks.map(new StampCheckpoint())
                .returns(CommittableMessageTypeInfo.of(ClickHouseCommittableSerializer::new))
                // Prefixed with the sink's own uid, which must be set.
                .uid("stamp-checkpoint")
                .name("Stamp checkpoint")
                // A commit waits for the server: on a thread of its own, so that rows are made meanwhile.
                .startNewChain();
    }

    @Override
    public SimpleVersionedSerializer<ClickHouseCommittable> getCommittableSerializer() {
        return new ClickHouseCommittableSerializer();
    }

    @Override
    public SimpleVersionedSerializer<ClickHouseCommittable> getWriteResultSerializer() {
        return new ClickHouseCommittableSerializer();
    }
}
