package dev.cdp.udf.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shares of the processors, by a clock of the test's own. */
class BudgetsTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private final AtomicLong clock = new AtomicLong();
    private final Workers workers = new Workers(2);

    @AfterEach
    void close() {
        workers.close();
    }

    /** A workspace that never stops asking, with invocations of this length, beside one that runs now and then. */
    private long used(Budgets budgets, long invocation, boolean othersRun, long duration) {
        Budgets.Account greedy = budgets.of("greedy");
        Budgets.Account modest = budgets.of("modest");
        long used = 0;
        long end = clock.get() + duration;
        while (clock.get() < end) {
            if (othersRun) {
                modest.spend(MILLI);
            }
            long wait = greedy.nanosToWait();
            if (wait > 0) {
                clock.addAndGet(Math.min(wait, 100 * MILLI));
                continue;
            }
            clock.addAndGet(invocation);
            greedy.spend(invocation);
            used += invocation;
        }
        return used;
    }

    @Test
    void workspaceGetsItsShareAndNoMoreWhileOthersRun() {
        Budgets budgets = new Budgets(0.5, SECOND, workers, clock::get);
        // Two seconds' share that it may have saved up, and one invocation that was let in before.
        assertThat(used(budgets, 100 * MILLI, true, 60 * SECOND)).isBetween(29 * SECOND, 32 * SECOND);
    }

    @Test
    void slowInvocationsArePaidForLikeManyQuickOnes() {
        Budgets budgets = new Budgets(0.5, SECOND, workers, clock::get);
        assertThat(used(budgets, MILLI, true, 60 * SECOND)).isBetween(29 * SECOND, 32 * SECOND);
    }

    @Test
    void workspaceThatIsAloneGetsAllThereIs() {
        Budgets budgets = new Budgets(0.5, SECOND, workers, clock::get);
        assertThat(used(budgets, 100 * MILLI, false, 60 * SECOND)).isEqualTo(60 * SECOND);
    }

    @Test
    void modestWorkspaceNeverWaits() {
        Budgets budgets = new Budgets(0.5, SECOND, workers, clock::get);
        Budgets.Account modest = budgets.of("modest");
        for (int i = 0; i < 10_000; i++) {
            budgets.of("greedy").spend(10 * MILLI);
            clock.addAndGet(10 * MILLI);
            modest.spend(4 * MILLI);
            assertThat(modest.nanosToWait()).isZero();
        }
    }

    @Test
    void whatDoesNotStopUsesTheBudgetOfItsWorkspace() {
        Budgets budgets = new Budgets(1, SECOND, workers, clock::get);
        Budgets.Account greedy = budgets.of("greedy");
        greedy.stuck();
        greedy.stuck();
        clock.addAndGet(10 * SECOND);
        budgets.of("modest").spend(MILLI);
        assertThat(greedy.nanosToWait()).isPositive();

        greedy.unstuck();
        greedy.unstuck();
        clock.addAndGet(10 * SECOND);
        budgets.of("modest").spend(MILLI);
        assertThat(greedy.nanosToWait()).isZero();
    }
}
