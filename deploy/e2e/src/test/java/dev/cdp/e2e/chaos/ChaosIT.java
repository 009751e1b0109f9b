package dev.cdp.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.e2e.kill.LedgerBalance;
import dev.cdp.e2e.kill.StoredOnce;
import dev.cdp.e2e.kill.Traffic;
import dev.cdp.e2e.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Many faults, one after the other, under load. In the end each accepted event is stored once in {@code events_raw} and
 * {@code events}, once in the warehouse or among its dead letters, and the ledger balances. Runs with {@code
 * -Dcdp.chaos=N}, N faults, which {@code make chaos} sets; {@code -Dcdp.chaos.seed=N} repeats a schedule.
 */
@EnabledIfSystemProperty(named = "cdp.chaos", matches = "\\d+")
class ChaosIT {
    private static final int FAULTS = Integer.getInteger("cdp.chaos", 50);
    private static final long SEED = Long.getLong("cdp.chaos.seed", System.nanoTime());
    private static final int JOBS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final String run = "chaos-" + UUID.randomUUID() + "-";
    private MovedClock clock;
    private SmallDisk disk;
    private Stack stack;
    private PickyWarehouse warehouse;
    private Traffic traffic;

    @BeforeEach
    void open() throws IOException {
        clock = MovedClock.canBeMade() ? new MovedClock() : null;
        SmallDisk.unmountLeftover(Path.of("target", "stack-chaos", "data").toAbsolutePath());
        stack = Stack.start("chaos", clock == null ? Map.of() : clock.environment(), data -> {
            disk = SmallDisk.canBeMade() ? SmallDisk.over(data) : null;
        });
        stack.awaitReady();
        warehouse = new PickyWarehouse(stack, "events_of_chaos");
        traffic = new Traffic(stack.collector(warehouse.writeKey()), run);
        stack.expectJobs(JOBS);
        stack.awaitReady();
        new StoredOnce(stack.clickhouse()).keepDoubles();
    }

    @AfterEach
    void close() {
        try (SmallDisk mounted = disk;
                Stack started = stack;
                Traffic running = traffic) {
            // Whatever was started, the last one first.
        }
    }

    @Test
    void eachAcceptedEventIsWhereItBelongsOnce() throws Exception {
        System.out.printf("chaos: %d faults, seed %d%n", FAULTS, SEED);
        long began = System.nanoTime();
        traffic.start();
        await("rows in the warehouse").atMost(PATIENCE).ignoreExceptions().until(() -> !warehouse
                .rows()
                .isEmpty());
        List<Fault> faults = Fault.schedule(SEED, FAULTS, Injector::isPossible);
        injectAll(faults);
        stack.awaitReady();
        Set<String> accepted = traffic.stop();

        new StoredOnce(stack.clickhouse()).assertEachOnceThoughSentAgain(run, accepted);
        int rows = assertInWarehouseOrRejected(accepted);
        new LedgerBalance(stack.clickhouse()).assertBalanced(run);

        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        new ChaosReport(SEED, seconds, faults, accepted.size(), rows).write();
    }

    private void injectAll(List<Fault> faults) throws IOException, InterruptedException {
        Injector injector = new Injector(stack, warehouse, clock, disk);
        for (int i = 0; i < faults.size(); i++) {
            int before = traffic.acceptedByNow();
            try {
                injector.inject(faults.get(i));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("fault %d of %d: %s".formatted(i + 1, faults.size(), faults.get(i)), e);
            }
            System.out.printf(
                    "fault %d of %d: %s; %d events accepted, %d since the one before%n",
                    i + 1, faults.size(), faults.get(i), traffic.acceptedByNow(), traffic.acceptedByNow() - before);
        }
    }

    /** How many rows the warehouse has. */
    private int assertInWarehouseOrRejected(Set<String> accepted) throws SQLException {
        await("each event is in the warehouse or among the dead letters")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> missing(accepted).isEmpty());
        List<String> rows = warehouse.rows();
        assertThat(rows).doesNotHaveDuplicates();
        // Not containsAll, which looks through a quarter of a million for each.
        assertThat(rows).as("rows of what was accepted").allMatch(accepted::contains);
        return rows.size();
    }

    private Set<String> missing(Set<String> accepted) throws SQLException {
        Set<String> missing = new HashSet<>(accepted);
        warehouse.rows().forEach(missing::remove);
        missing.removeAll(warehouse.deadLetters());
        return missing;
    }
}
