package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.sink2.Committer;

/**
 * Commits the blocks of a completed checkpoint; {@link BlockCommit} holds the failure model. It returns only when
 * all of them are in their tables, so it never asks Flink to retry: Flink gives up after ten immediate tries.
 */
final class ClickHouseCommitter implements Committer<ClickHouseCommittable> {
    private final BlockCommits commits;
    private final OptionalLong restoredCheckpoint;

    ClickHouseCommitter(BlockCommits commits, OptionalLong restoredCheckpoint) {
        this.commits = commits;
        this.restoredCheckpoint = restoredCheckpoint;
    }

    @Override
    public void commit(Collection<CommitRequest<ClickHouseCommittable>> requests)
            throws IOException, InterruptedException {
        List<CommitRequest<ClickHouseCommittable>> ordered = List.copyOf(requests);
        List<Callable<Boolean>> running = new ArrayList<>();
        for (CommitRequest<ClickHouseCommittable> request : ordered) {
            running.add(commits.commit(request.getCommittable(), isRecovered(request.getCommittable())));
        }
        List<Boolean> foundInPlace = commits.await(running);
        for (int i = 0; i < ordered.size(); i++) {
            if (foundInPlace.get(i)) {
                ordered.get(i).signalAlreadyCommitted();
            }
        }
    }

    /** Flink offers a restored committable like a new one; only its checkpoint tells. */
    private boolean isRecovered(ClickHouseCommittable block) {
        return restoredCheckpoint.isPresent() && block.checkpointId() <= restoredCheckpoint.getAsLong();
    }

    @Override
    public void close() {
        commits.close();
    }
}
