package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/** A {@link ClickHouseSink} that tells what it has committed. Flink tells such a sink by this interface alone. */
final class FollowedSink
        implements Sink<EncodedRow>,
                SupportsCommitter<ClickHouseCommittable>,
                SupportsPreCommitTopology<ClickHouseCommittable, ClickHouseCommittable>,
                SupportsPostCommitTopology<ClickHouseCommittable> {
    private static final long serialVersionUID = 1L;

    private final ClickHouseSink sink;
    private final AfterCommit afterCommit;

    FollowedSink(ClickHouseSink sink, AfterCommit afterCommit) {
        this.sink = sink;
        this.afterCommit = afterCommit;
    }

    @Override
    public void addPostCommitTopology(DataStream<CommittableMessage<ClickHouseCommittable>> committed) {
        DataStream<CommittedBlock> blocks = committed
                .flatMap(new ToBlock())
                .returns(CommittedBlock.TYPE)
                .uid("committed-blocks")
                .name("Committed blocks");
        afterCommit.follow(blocks);
    }

    private static final class ToBlock
            implements FlatMapFunction<CommittableMessage<ClickHouseCommittable>, CommittedBlock> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(CommittableMessage<ClickHouseCommittable> message, Collector<CommittedBlock> out) {
            if (message instanceof CommittableWithLineage<ClickHouseCommittable> block) {
                out.collect(CommittedBlock.of(block.getCommittable()));
            }
        }
    }

    @Override
    public SinkWriter<EncodedRow> createWriter(WriterInitContext context) {
        return sink.createWriter(context);
    }

    @Override
    public Committer<ClickHouseCommittable> createCommitter(CommitterInitContext context) throws IOException {
        return sink.createCommitter(context);
    }

    @Override
    public DataStream<CommittableMessage<ClickHouseCommittable>> addPreCommitTopology(
            DataStream<CommittableMessage<ClickHouseCommittable>> blocks) {
        return sink.addPreCommitTopology(blocks);
    }

    @Override
    public SimpleVersionedSerializer<ClickHouseCommittable> getCommittableSerializer() {
        return sink.getCommittableSerializer();
    }

    @Override
    public SimpleVersionedSerializer<ClickHouseCommittable> getWriteResultSerializer() {
        return sink.getWriteResultSerializer();
    }
}
