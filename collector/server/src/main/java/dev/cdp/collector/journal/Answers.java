package dev.cdp.collector.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Tells those who wait what became of their appends, each on its own executor: one task for all of a
 * group that share one, since waking an event loop costs more than an answer does.
 */
final class Answers {
    private Answers() {}

    static void succeed(Collection<Append> appends) {
        byExecutor(appends)
                .forEach((executor, waiting) -> run(executor, () -> {
                    for (Append append : waiting) {
                        append.done().complete(null);
                    }
                }));
    }

    static void fail(Collection<Append> appends, JournalException why) {
        byExecutor(appends)
                .forEach((executor, waiting) -> run(executor, () -> {
                    for (Append append : waiting) {
                        append.done().completeExceptionally(why);
                    }
                }));
    }

    private static IdentityHashMap<Executor, List<Append>> byExecutor(Collection<Append> appends) {
        IdentityHashMap<Executor, List<Append>> grouped = new IdentityHashMap<>();
        for (Append append : appends) {
            grouped.computeIfAbsent(append.answerOn(), executor -> new ArrayList<>())
                    .add(append);
        }
        return grouped;
    }

    private static void run(Executor executor, Runnable answers) {
        try {
            executor.execute(answers);
        } catch (RejectedExecutionException e) {
            // It has been shut down, and whoever waits all the same may know.
            answers.run();
        }
    }
}
