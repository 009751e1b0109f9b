package dev.cdp.udf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One thread that sends events to functions as a subtask of the delivery job does: it does not wait for
 * one to end before the next, but no more than so many are under way.
 */
final class Subtask {
    /** As in the delivery job. */
    private static final int CAPACITY = 1_000;

    private static final byte[] EVENT = Harness.EVENT.getBytes(StandardCharsets.UTF_8);

    private final Semaphore room = new Semaphore(CAPACITY);
    private final CompiledFunction served;
    private final AtomicLong returned = new AtomicLong();
    private final AtomicLong otherEnds = new AtomicLong();
    private final AtomicLong hostileEnds = new AtomicLong();

    /** @param served whose events are counted */
    Subtask(CompiledFunction served) {
        this.served = served;
    }

    /**
     * Runs for a while.
     *
     * @param hostile gets every second event; null: there is none
     * @return events per second that the served function has returned
     */
    double run(double seconds, CompiledFunction hostile) throws InterruptedException {
        returned.set(0);
        hostileEnds.set(0);
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            if (hostile != null && room.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                send(hostile, hostileEnds, hostileEnds);
            }
            if (room.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                send(served, returned, otherEnds);
            }
        }
        return returned.get() / ((System.nanoTime() - start) / 1e9);
    }

    private void send(CompiledFunction function, AtomicLong returns, AtomicLong others) {
        function.invoke(EVENT, InvocationContext.of("m")).thenAccept(result -> {
            (result instanceof FunctionResult.Returned ? returns : others).incrementAndGet();
            room.release();
        });
    }

    long hostileEnds() {
        return hostileEnds.get();
    }

    /** All of the served function's events have been returned, whatever the others did. */
    void assertUnharmed() {
        assertThat(otherEnds).as("ends of the neighbour that are no result").hasValue(0);
    }
}
