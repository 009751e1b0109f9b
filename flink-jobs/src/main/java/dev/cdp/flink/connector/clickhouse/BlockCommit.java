package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one block into its table exactly once, however long it takes. The rule is: <em>ask, don't assume</em>.
 *
 * <p>A token that is sent for the first time ever and answered 200 is proof. A token that may have been sent before
 * is none, since the server writes its log of inserts before the part: killed in between it answers 200 for rows
 * that it does not have. So whenever there is a doubt, the rows decide.
 */
final class BlockCommit {
    private static final Logger LOG = LoggerFactory.getLogger(BlockCommit.class);

    /** How long to wait after a failure. */
    record Pace(Backoff passing, Backoff refused) {}

    private final ClickHouseCommittable block;
    private final BlockStore store;
    private final Pace pace;
    private final BlockParking parking;
    private final SinkMetrics metrics;

    private String token;
    private boolean tokenMayHaveBeenSent;
    private boolean foundInPlace;

    /** @param recovered whether an earlier life of this job may have tried */
    BlockCommit(
            ClickHouseCommittable block,
            boolean recovered,
            BlockStore store,
            Pace pace,
            BlockParking parking,
            SinkMetrics metrics) {
        this.block = block;
        this.store = store;
        this.pace = pace;
        this.parking = parking;
        this.metrics = metrics;
        this.token = block.insertId();
        this.tokenMayHaveBeenSent = recovered;
    }

    /** Returns when the block is in its table, or parked: whether it was found to be in its table already. */
    boolean run() throws InterruptedException {
        long start = System.nanoTime();
        int failures = 0;
        boolean refused = false;
        try {
            while (true) {
                try {
                    if (attempt()) {
                        metrics.committed(block, foundInPlace, Duration.ofNanos(System.nanoTime() - start));
                        return foundInPlace;
                    }
                } catch (IOException e) {
                    failures++;
                    boolean wasRefused = refused;
                    refused = Failure.of(e) == Failure.REFUSED;
                    metrics.blocked(wasRefused, refused);
                    if (refused && parking.park(block, e.getMessage())) {
                        metrics.parked(block);
                        return false;
                    }
                    waitAfter(e, refused, failures);
                }
            }
        } finally {
            metrics.blocked(refused, false);
        }
    }

    /** Whether the block is in the table now; if not, try again at once, under the token that is now set. */
    private boolean attempt() throws IOException, InterruptedException {
        if (tokenMayHaveBeenSent) {
            store.stop(block);
            if (store.contains(block)) {
                foundInPlace = true;
                return true;
            }
        }
        boolean firstUse = !tokenMayHaveBeenSent;
        tokenMayHaveBeenSent = true;
        store.insert(block, token);
        if (firstUse || store.contains(block)) {
            return true;
        }
        LOG.warn(
                "The server remembers {} but does not have its rows; it was killed while it wrote them."
                        + " Sending them under another token",
                block);
        metrics.ghostToken();
        token = block.insertId() + "-" + UUID.randomUUID();
        tokenMayHaveBeenSent = false;
        return false;
    }

    private void waitAfter(IOException failure, boolean refused, int failures) throws InterruptedException {
        metrics.retry();
        Backoff backoff = refused ? pace.refused() : pace.passing();
        Duration wait = backoff.after(failures);
        if (refused) {
            LOG.error(
                    "ALERT: ClickHouse refuses {}. This job waits; its rows are kept. Change table {} so that it takes"
                            + " the rows again (columns and types as they were when the job started; more columns do"
                            + " no harm), or give the user the missing right. Nothing has to be restarted.{} Next try in"
                            + " {} s. The server said: {}",
                    block,
                    block.table(),
                    parking.instruction(block),
                    wait.toSeconds(),
                    failure.getMessage());
        } else {
            LOG.warn(
                    "Try {} to write {} failed, next one in {} ms: {}",
                    failures,
                    block,
                    wait.toMillis(),
                    failure.toString());
        }
        Thread.sleep(wait.toMillis());
    }
}
