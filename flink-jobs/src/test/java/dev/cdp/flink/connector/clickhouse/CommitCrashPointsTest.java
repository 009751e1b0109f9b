package dev.cdp.flink.connector.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.flink.connector.clickhouse.SimulatedStore.CommitterKilled;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every history of a commit of two blocks with up to three faults: at each call to the server the committer is killed
 * before or after it, the call or its answer is lost, the server is killed between its log and the part, or the insert
 * is held up and arrives at any later moment. After a kill all blocks of the checkpoint are committed anew, as Flink
 * does; that may happen too when all were done. {@code -Dcdp.sink.faults=4} walks further.
 */
class CommitCrashPointsTest {
    private static final int FAULTS = Integer.getInteger("cdp.sink.faults", 3);
    private static final Backoff AT_ONCE = new Backoff(Duration.ofNanos(1), Duration.ofNanos(1));

    private final SinkMetrics metrics = new SinkMetrics(new RecordedMetrics());
    private final List<ClickHouseCommittable> blocks = List.of(block(1), block(2));

    @Test
    void everyBlockIsWrittenOnceWhateverHappensAtEachStep() throws Exception {
        FaultScript script = new FaultScript(FAULTS);
        long histories = 0;
        do {
            SimulatedStore store = new SimulatedStore(script);
            run(store, script);
            store.arrive();
            assertThat(store.parts()).as("history %s", script).isEqualTo(Map.of(1L, 1, 2L, 1));
            histories++;
        } while (script.next());
        System.out.printf("%d histories with up to %d faults, every block once%n", histories, FAULTS);
        assertThat(histories).isGreaterThan(1_000);
    }

    private void run(SimulatedStore store, FaultScript script) throws InterruptedException {
        boolean recovered = false;
        while (true) {
            try {
                for (ClickHouseCommittable block : blocks) {
                    new BlockCommit(
                                    block,
                                    recovered,
                                    store,
                                    new BlockCommit.Pace(AT_ONCE, AT_ONCE),
                                    BlockParking.NONE,
                                    metrics)
                            .run();
                }
                if (script.choose(2) == 0) {
                    return;
                }
            } catch (CommitterKilled e) {
                // The next life of the job begins.
            }
            recovered = true;
        }
    }

    private static ClickHouseCommittable block(long id) {
        return new ClickHouseCommittable(7, id, "events", "202611", 1, BlockFormat.ROWS, new byte[] {1});
    }
}
