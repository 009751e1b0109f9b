package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;

/**
 * The writer for at-least-once: inserts a block when it is full, and the rest at the checkpoint. Lower latency, and
 * nothing in Flink's state; what was inserted after the last checkpoint is inserted again after a failure.
 */
final class FlushingWriter implements CommittingSinkWriter<EncodedRow, ClickHouseCommittable> {
    private final ClickHouseWriter writer;
    private final BlockCommits commits;

    FlushingWriter(ClickHouseWriter writer, BlockCommits commits) {
        this.writer = writer;
        this.commits = commits;
    }

    @Override
    public void write(EncodedRow row, Context context) throws IOException, InterruptedException {
        writer.write(row, context);
        insert(writer.takeSealed());
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        insert(writer.prepareCommit());
    }

    private void insert(Collection<ClickHouseCommittable> blocks) throws IOException, InterruptedException {
        if (!blocks.isEmpty()) {
            commits.await(
                    blocks.stream().map(block -> commits.commit(block, false)).toList());
        }
    }

    @Override
    public Collection<ClickHouseCommittable> prepareCommit() {
        return List.of();
    }

    @Override
    public void close() throws IOException {
        commits.close();
        writer.close();
    }
}
