package dev.cdp.udf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One thread that sends events to functions as a subtask of the delivery job does: it does not wait for
 * one to end before the next, but no more than so many are under way.
 */
final class Subtask {
    private static final byte[] EVENT = Harness.EVENT.getBytes(StandardCharsets.UTF_8);

    private final Places places = new Places();
    private final AtomicInteger hostileUnderWay = new AtomicInteger();
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
     * @param hostile gets every second event, but for those that wait; null: there is none
     * @return events per second that the served function has returned
     */
    double run(double seconds, CompiledFunction hostile) throws InterruptedException {
        returned.set(0);
        hostileEnds.set(0);
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            if (hostile != null && !places.isCrowded() && places.take(end, hostileUnderWay::get)) {
                hostileUnderWay.incrementAndGet();
                send(hostile, hostileEnds, hostileEnds).thenRun(hostileUnderWay::decrementAndGet);
            }
            if (places.take(end, hostileUnderWay::get)) {
                send(served, returned, otherEnds);
            }
        }
        return returned.get() / ((System.nanoTime() - start) / 1e9);
    }

    private CompletionStage<Void> send(CompiledFunction function, AtomicLong returns, AtomicLong others) {
        return function.invoke(EVENT, InvocationContext.of("m")).thenAccept(result -> {
            (result instanceof FunctionResult.Returned ? returns : others).incrementAndGet();
            places.giveBack();
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
