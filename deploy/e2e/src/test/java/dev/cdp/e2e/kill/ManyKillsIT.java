package dev.cdp.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.Flink;
import dev.cdp.e2e.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Processes are killed (-9) one after the other, at chosen moments and at random ones, mostly while the last one is
 * still being recovered from; events go to the built-in ClickHouse and to a warehouse. In the end each accepted one is
 * stored once in both, and the ledger balances. Runs with {@code -Dcdp.kills=N}, N kills, and prints its schedule and
 * seed; {@code -Dcdp.kills.seed=N} repeats one.
 */
@EnabledIfSystemProperty(named = "cdp.kills", matches = "\\d+")
class ManyKillsIT {
    private static final int KILLS = Integer.getInteger("cdp.kills", 20);
    private static final int JOBS = 4;
    private static final int MOST_PAUSE_MILLIS = 5_000;
    private static final Duration MOMENT = Duration.ofSeconds(30);
    private static final String TABLE = "events_of_kills";

    private final String run = "kills-" + UUID.randomUUID() + "-";
    private Stack stack;
    private ClickHouse clickhouse;
    private Flink flink;
    private StoredOnce stored;
    private ConnectedWarehouse warehouse;
    private Traffic traffic;

    /** When a process is killed. */
    private enum Moment {
        ANY,
        WHILE_AN_INSERT_RUNS,
        BETWEEN_AN_INSERT_AND_THE_END_OF_ITS_COMMIT,
        DURING_A_CHECKPOINT,
        WITH_A_PART_OF_A_CHECKPOINT_COMMITTED,
        DURING_RESTORE
    }

    private record Kill(Moment moment, String component, int pauseMillis) {}

    @BeforeEach
    void open() {
        stack = Stack.start("many-kills");
        clickhouse = stack.clickhouse();
        flink = stack.flink();
        stored = new StoredOnce(clickhouse);
        stack.awaitReady();
        warehouse = ConnectedWarehouse.of(stack, TABLE);
        traffic = new Traffic(stack.collector(warehouse.writeKey()), run);
        stack.expectJobs(JOBS);
        stack.awaitReady();
        stored.keepDoubles();
    }

    @AfterEach
    void close() {
        try (Stack started = stack;
                Traffic running = traffic) {
            // Whatever was started, in this order.
        }
    }

    @Test
    void whateverDiesWheneverEachEventIsStoredOnceEverywhere() throws Exception {
        long seed = Long.getLong("cdp.kills.seed", System.nanoTime());
        List<String> done = new ArrayList<>();
        traffic.start();
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> rows() > 0 && !warehouse.rows().isEmpty());
        for (Kill kill : schedule(new Random(seed))) {
            TimeUnit.MILLISECONDS.sleep(kill.pauseMillis());
            boolean hit = awaitMoment(kill.moment());
            stack.kill(kill.component());
            done.add(kill.component() + (hit ? " " : " not ") + kill.moment());
            System.out.printf("kill %d of %d: %s%n", done.size(), KILLS, done.get(done.size() - 1));
        }
        System.out.printf("%d kills, seed %d: %s%n", KILLS, seed, done);
        stack.awaitReady();
        Set<String> accepted = traffic.stop();
        stored.assertEachOnceThoughSentAgain(run, accepted);
        await("the warehouse has every accepted event")
                .atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(() -> warehouse.rows().size() >= accepted.size());
        List<String> rows = warehouse.rows();
        assertThat(rows).doesNotHaveDuplicates();
        assertThat(new HashSet<>(rows)).isEqualTo(accepted);
        new LedgerBalance(clickhouse).assertBalanced(run);
        System.out.printf(
                "%d events accepted; lost 0, doubled 0 in events_raw, events, the warehouse and the ledger%n",
                accepted.size());
    }

    /** Each moment and component in turn, in an order of the seed's. */
    private static List<Kill> schedule(Random random) {
        List<Kill> kinds = new ArrayList<>();
        List.of("taskmanager", "jobmanager", "clickhouse", "kafka", "postgres", "collector")
                .forEach(component -> kinds.add(new Kill(Moment.ANY, component, 0)));
        for (Moment moment : Moment.values()) {
            if (moment != Moment.ANY) {
                List.of("taskmanager", "jobmanager", "clickhouse")
                        .forEach(component -> kinds.add(new Kill(moment, component, 0)));
            }
        }
        Collections.shuffle(kinds, random);
        List<Kill> schedule = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            Kill kind = kinds.get(i % kinds.size());
            schedule.add(new Kill(kind.moment(), kind.component(), random.nextInt(MOST_PAUSE_MILLIS)));
        }
        return schedule;
    }

    /** Whether the moment has come; without it the kill is one at any moment. */
    private boolean awaitMoment(Moment moment) {
        try {
            switch (moment) {
                case ANY -> {
                    // Now.
                }
                case WHILE_AN_INSERT_RUNS ->
                    until(() ->
                            clickhouse.number("SELECT count() AS n FROM system.processes WHERE query_kind = 'Insert'")
                                    > 0);
                case BETWEEN_AN_INSERT_AND_THE_END_OF_ITS_COMMIT -> {
                    stack.awaitReady();
                    long before = rows();
                    until(() -> rows() > before);
                }
                case DURING_A_CHECKPOINT ->
                    until(() -> flink.jobs().stream().anyMatch(job -> flink.checkpointsInProgress(job) > 0));
                // The archive's commit writes both tables, one after the other.
                case WITH_A_PART_OF_A_CHECKPOINT_COMMITTED ->
                    until(() ->
                            clickhouse.number("SELECT toInt64((SELECT count() FROM events_raw WHERE workspace_id = '"
                                            + warehouse.workspace()
                                            + "') != (SELECT count() FROM accepted WHERE workspace_id = '"
                                            + warehouse.workspace()
                                            + "')) AS n")
                                    == 1);
                case DURING_RESTORE -> {
                    stack.awaitReady();
                    stack.kill("taskmanager");
                    until(() -> flink.jobs().stream().anyMatch(Flink.Job::isRestoring));
                }
            }
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** A moment that lasts a few milliseconds only. */
    private static void until(java.util.concurrent.Callable<Boolean> moment) {
        await().atMost(MOMENT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .pollInSameThread()
                .ignoreExceptions()
                .until(moment);
    }

    private long rows() {
        return clickhouse.number(
                "SELECT count() AS n FROM events WHERE startsWith(message_id, " + ClickHouse.quote(run) + ")");
    }
}
