package dev.cdp.local.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Does steps side by side, each as soon as those that it comes after are done. */
public final class Steps {
    private final Map<String, CompletableFuture<Void>> begun = new HashMap<>();
    private final List<CompletableFuture<Void>> all = new ArrayList<>();

    /** Something to do; it throws when it cannot be done. */
    @FunctionalInterface
    public interface Action {
        void run() throws StartFailedException;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "step");
        thread.setDaemon(true);
        return thread;
    });

    /** Steps are added in an order in which each comes after those it names; names of steps never added are ignored. */
    public Steps add(String name, Set<String> after, Action action) {
        CompletableFuture<?>[] needed =
                after.stream().map(begun::get).filter(step -> step != null).toArray(CompletableFuture[]::new);
        CompletableFuture<Void> step = CompletableFuture.allOf(needed).thenRunAsync(() -> run(action), threads);
        begun.put(name, step);
        all.add(step);
        return this;
    }

    public boolean has(String name) {
        return begun.containsKey(name);
    }

    /**
     * Returns when all steps are done.
     *
     * @throws StartFailedException with the messages of all that failed, once none is running any more; steps after a
     *     failed one are not begun
     */
    public void await() throws StartFailedException {
        List<String> failures = new ArrayList<>();
        for (CompletableFuture<Void> step : all) {
            try {
                step.join();
            } catch (CompletionException e) {
                String message = e.getCause() instanceof StartFailedException failed
                        ? failed.getMessage()
                        : String.valueOf(e.getCause());
                if (!failures.contains(message)) {
                    failures.add(message);
                }
            }
        }
        threads.shutdown();
        if (!failures.isEmpty()) {
            throw new StartFailedException(String.join("\n", failures));
        }
    }

    private static void run(Action action) {
        try {
            action.run();
        } catch (StartFailedException e) {
            throw new CompletionException(e);
        }
    }
}
