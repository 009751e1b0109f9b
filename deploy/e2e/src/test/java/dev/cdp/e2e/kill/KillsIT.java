package dev.cdp.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.Flink;
import dev.cdp.e2e.stack.SharedStack;
import dev.cdp.e2e.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills a process (-9) at a chosen moment while events are sent. In the end every accepted event
 * is stored once: counted with FINAL, and without it, so that the engine's folding hides nothing.
 */
@ExtendWith(SharedStack.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KillsIT {
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("cdp.outage.seconds", 15));

    private final Stack stack;
    private final ClickHouse clickhouse;
    private final Flink flink;
    private final StoredOnce stored;
    private final String run = "kill-" + UUID.randomUUID() + "-";
    private final Traffic traffic;

    KillsIT(Stack stack) {
        this.stack = stack;
        this.clickhouse = stack.clickhouse();
        this.flink = stack.flink();
        this.stored = new StoredOnce(clickhouse);
        this.traffic = new Traffic(stack.collector(), run);
    }

    @BeforeEach
    void keepDoubles() {
        stack.awaitReady();
        stored.keepDoubles();
    }

    @AfterEach
    void foldAgain() {
        traffic.close();
        stack.awaitReady();
        stored.foldAgain();
    }

    @Test
    void taskManagerKilledBetweenTheAnswerAndTheNextCheckpoint() {
        Flink.Job job = flink.jobs().get(0);
        long completed = flink.completedCheckpoints(job);
        atOnce().until(() -> flink.completedCheckpoints(job) > completed);
        traffic.sendBatch();
        stack.kill("taskmanager");
        stored.assertEachOnce(run, traffic.stop());
    }

    @ParameterizedTest
    @ValueSource(strings = {"taskmanager", "jobmanager", "clickhouse"})
    void killedWhileAnInsertIsRunning(String component) {
        traffic.start();
        awaitRows();
        atOnce().until(() -> clickhouse.number(
                        "SELECT count() AS n FROM system.processes WHERE query_kind = 'Insert' AND query LIKE '%events%'")
                > 0);
        stack.kill(component);
        stack.awaitReady();
        stored.assertEachOnce(run, traffic.stop());
    }

    @ParameterizedTest
    @ValueSource(strings = {"taskmanager", "jobmanager", "clickhouse"})
    void killedBetweenTheInsertAndTheEndOfItsCommit(String component) {
        traffic.start();
        awaitRows();
        long before = rows();
        // Rows are visible, but the checkpoint that forgets how they were written is yet to come.
        atOnce().until(() -> rows() > before);
        stack.kill(component);
        stack.awaitReady();
        stored.assertEachOnce(run, traffic.stop());
    }

    /** The journal's part: what the collector answered outlives it, and an outage of Kafka is none of its clients'. */
    @ParameterizedTest
    @ValueSource(strings = {"collector", "kafka"})
    void killedUnderTraffic(String component) {
        traffic.start();
        awaitRows();
        stack.kill(component);
        stack.awaitReady();
        stored.assertEachOnceThoughSentAgain(run, traffic.stop());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void killedAtSeveralRandomMoments(long seed) throws Exception {
        Random random = new Random(seed);
        ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
        traffic.start();
        awaitRows();
        // The next kill may come while the jobs are still recovering from the last one.
        List<ScheduledFuture<Long>> kills = Stream.of("taskmanager", "clickhouse", "jobmanager", "taskmanager")
                .map(component -> killer.schedule(
                        () -> stack.kill(component), 500 + random.nextInt(12_000), TimeUnit.MILLISECONDS))
                .toList();
        for (ScheduledFuture<Long> kill : kills) {
            kill.get(1, TimeUnit.MINUTES);
        }
        killer.shutdown();
        stack.awaitReady();
        stored.assertEachOnce(run, traffic.stop());
    }

    /**
     * ClickHouse stands still while events keep coming: the same TaskManager outlives it, and all that waited arrives.
     * {@code -Dcdp.outage.seconds=N} for a longer one; what the TaskManager held is printed.
     */
    @Test
    void clickHouseAwayForLongUnderTraffic() throws Exception {
        traffic.start();
        awaitRows();
        long taskManager = stack.pid("taskmanager");
        long before = ResidentMemory.megabytes(taskManager);
        stack.pause("clickhouse");
        long end = System.nanoTime() + OUTAGE.toNanos();
        await("the outage").atMost(OUTAGE.plusMinutes(1)).until(() -> System.nanoTime() > end);
        long after = ResidentMemory.megabytes(taskManager);
        int sent = traffic.acceptedByNow();
        stack.resume("clickhouse");
        stack.awaitReady();
        assertThat(stack.pid("taskmanager")).as("no TaskManager died of it").isEqualTo(taskManager);
        stored.assertEachOnce(run, traffic.stop());
        System.out.printf(
                "ClickHouse away for %d s: %d events accepted by then, TaskManager %d MB before, %d MB at its end%n",
                OUTAGE.toSeconds(), sent, before, after);
    }

    /** After all those kills, and whatever else this stack has been through. */
    @Test
    @Order(Integer.MAX_VALUE)
    void ledgerBalancesAfterTheKills() {
        traffic.sendBatch();
        stored.assertEachOnceThoughSentAgain(run, traffic.stop());
        new LedgerBalance(clickhouse).assertBalanced(run);
    }

    /** Traffic flows through the whole path before something is killed. */
    private void awaitRows() {
        await().atMost(Duration.ofMinutes(4)).ignoreExceptions().until(() -> rows() > 0);
    }

    private long rows() {
        return clickhouse.number(
                "SELECT count() AS n FROM events WHERE startsWith(message_id, " + ClickHouse.quote(run) + ")");
    }

    /** A moment that lasts a few milliseconds only. */
    private static org.awaitility.core.ConditionFactory atOnce() {
        return await().atMost(Duration.ofMinutes(4))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .pollInSameThread();
    }
}
