package dev.cdp.e2e.million;

import dev.cdp.e2e.stack.Stack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Kills processes (-9) one after the other, in an order and after pauses of a seed's choice, until it is closed. The longer
 * pauses are longer than a start takes, or the jobs would never get to work: {@code -Dcdp.million.pause=N}, N seconds at
 * most, for other machines.
 */
final class Killer implements AutoCloseable {
    private static final List<String> COMPONENTS =
            List.of("taskmanager", "jobmanager", "clickhouse", "kafka", "collector", "postgres", "redis");
    private static final int LEAST_PAUSE_MILLIS = 4_000;
    private static final int MOST_PAUSE_MILLIS = Integer.getInteger("cdp.million.pause", 60) * 1_000;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final List<String> killed = Collections.synchronizedList(new ArrayList<>());
    private final Stack stack;
    private final Random random;
    private final Future<Void> killing;

    Killer(Stack stack, long seed) {
        this.stack = stack;
        this.random = new Random(seed);
        this.killing = thread.submit(this::killAll);
    }

    private Void killAll() {
        try {
            while (true) {
                List<String> each = new ArrayList<>(COMPONENTS);
                Collections.shuffle(each, random);
                for (String component : each) {
                    TimeUnit.MILLISECONDS.sleep(
                            LEAST_PAUSE_MILLIS + random.nextInt(MOST_PAUSE_MILLIS - LEAST_PAUSE_MILLIS));
                    stack.kill(component);
                    killed.add(component);
                    System.out.printf("kill %d: %s%n", killed.size(), component);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** What was killed by now, in this order. */
    List<String> killed() {
        return List.copyOf(killed);
    }

    /** Throws what has kept it from killing. */
    @Override
    public void close() throws InterruptedException, ExecutionException {
        thread.shutdownNow();
        killing.get();
    }
}
