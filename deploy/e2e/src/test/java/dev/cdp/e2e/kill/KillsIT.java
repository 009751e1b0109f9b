package dev.cdp.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.Flink;
import dev.cdp.e2e.stack.SharedStack;
import dev.cdp.e2e.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
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
    private static final List<String> COMPONENTS =
            List.of("taskmanager", "taskmanager", "jobmanager", "clickhouse", "clickhouse", "kafka", "collector");
    private static final int MOST_PAUSE_MILLIS = 5_000;
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

    @Test
    @EnabledIfSystemProperty(named = "cdp.kills", matches = "\\d+")
    void killedAgainWhileTheJobsRestore() {
        traffic.start();
        awaitRows();
        stack.kill("taskmanager");
        atOnce().atMost(Duration.ofMinutes(3)).ignoreExceptions().until(() -> flink.jobs().stream()
                .anyMatch(Flink.Job::isRestoring));
        stack.kill("taskmanager");
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

    /**
     * Whatever dies next, at a random moment: mostly while the last one is still being recovered from. Runs with {@code
     * -Dcdp.kills=N}, and prints its schedule and seed; {@code -Dcdp.kills.seed=N} repeats one.
     */
    @Test
    @EnabledIfSystemProperty(named = "cdp.kills", matches = "\\d+")
    void killedAtManyRandomMoments() throws Exception {
        long seed = Long.getLong("cdp.kills.seed", System.nanoTime());
        int kills = Integer.getInteger("cdp.kills");
        Random random = new Random(seed);
        List<String> schedule = new ArrayList<>();
        traffic.start();
        awaitRows();
        for (int kill = 0; kill < kills; kill++) {
            long pause = random.nextInt(MOST_PAUSE_MILLIS);
            String component = COMPONENTS.get(random.nextInt(COMPONENTS.size()));
            schedule.add(component + " after " + pause + " ms");
            TimeUnit.MILLISECONDS.sleep(pause);
            stack.kill(component);
        }
        System.out.printf("%d kills, seed %d: %s%n", kills, seed, schedule);
        stack.awaitReady();
        Set<String> accepted = traffic.stop();
        stored.assertEachOnceThoughSentAgain(run, accepted);
        System.out.printf("%d events accepted; lost 0, doubled 0 in events_raw and events%n", accepted.size());
    }

    /** After all those kills, and whatever else this stack has been through. */
    @Test
    @Order(Integer.MAX_VALUE)
    void ledgerBalancesAfterTheKills() {
        traffic.sendBatch();
        stored.assertEachOnceThoughSentAgain(run, traffic.stop());
        String judged = "SELECT countIf(last_offset >= stands) >= uniqExact(topic, partition)"
                + " * (SELECT uniqExact(destination_id) FROM progress) AS n FROM ("
                + " SELECT topic, partition, max(offset) AS stands FROM accepted WHERE event_id IN ("
                + " SELECT event_id FROM events WHERE startsWith(message_id, " + ClickHouse.quote(run) + "))"
                + " GROUP BY topic, partition) AS sent LEFT JOIN ledger_reach AS reach USING (topic, partition)";
        await("every destination is seven reports past it")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> clickhouse.number(judged) == 1);
        assertThat(clickhouse.rows("SELECT * FROM ledger_imbalance LIMIT 20")).isEmpty();
        await("accepted = duplicates + dropped + dead letters + delivered")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(clickhouse.rows("SELECT destination_id, sum(accepted) AS a,"
                                + " sum(in_flight) AS f FROM ledger GROUP BY destination_id HAVING f != 0 OR a = 0"))
                        .isEmpty());
        System.out.println(
                "ledger: "
                        + clickhouse.rows(
                                "SELECT destination_id, sum(accepted) AS accepted,"
                                        + " sum(delivered) AS delivered, sum(in_flight) AS in_flight FROM ledger GROUP BY destination_id"));
    }

    /** Traffic flows through the whole path before something is killed. */
    private void awaitRows() {
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> rows() > 0);
    }

    private long rows() {
        return clickhouse.number(
                "SELECT count() AS n FROM events WHERE startsWith(message_id, " + ClickHouse.quote(run) + ")");
    }

    /** A moment that lasts a few milliseconds only. */
    private static org.awaitility.core.ConditionFactory atOnce() {
        return await().atMost(Duration.ofMinutes(1))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .pollInSameThread();
    }
}
