package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;

/** Commits several blocks at a time and waits for all of them. */
final class BlockCommits implements AutoCloseable {
    private final BlockStore store;
    private final BlockCommit.Pace pace;
    private final BlockParking parking;
    private final SinkMetrics metrics;
    private final ExecutorService inserts;

    BlockCommits(
            BlockStore store, BlockCommit.Pace pace, BlockParking parking, SinkMetrics metrics, int concurrentInserts) {
        this.store = store;
        this.pace = pace;
        this.parking = parking;
        this.metrics = metrics;
        this.inserts = Executors.newFixedThreadPool(concurrentInserts, new ExecutorThreadFactory("clickhouse-insert"));
    }

    Callable<Boolean> commit(ClickHouseCommittable block, boolean recovered) {
        return () -> new BlockCommit(block, recovered, store, pace, parking, metrics).run();
    }

    /**
     * Returns when every block is in its table. An interruption, which is how Flink cancels a task, stops them all;
     * what had been begun is in doubt then.
     *
     * @return the commits' results in the order given
     */
    List<Boolean> await(List<Callable<Boolean>> commits) throws IOException, InterruptedException {
        List<Future<Boolean>> running = new ArrayList<>();
        commits.forEach(commit -> running.add(inserts.submit(commit)));
        List<Boolean> results = new ArrayList<>();
        try {
            for (Future<Boolean> commit : running) {
                results.add(commit.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IOException("A commit failed in a way that is not foreseen", e.getCause());
        } finally {
            running.forEach(commit -> commit.cancel(true));
        }
    }

    @Override
    public void close() {
        inserts.shutdownNow();
    }
}
