package dev.cdp.udf.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final long PATIENCE_SECONDS = 60;

    private final Workers workers = new Workers(2);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void neighboursWorkerIsFreeHoweverMuchALaneHasToDo() throws InterruptedException {
        Lane greedy = new Lane(workers, () -> 1);
        Lane neighbour = new Lane(workers, () -> 1);
        CountDownLatch released = new CountDownLatch(1);
        for (int i = 0; i < 100; i++) {
            greedy.execute(() -> await(released));
        }
        CountDownLatch ran = new CountDownLatch(1);
        neighbour.execute(ran::countDown);
        assertThat(ran.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        released.countDown();
    }

    @Test
    void narrowLaneKeepsItsOrderAndNeverRunsTwoAtATime() throws InterruptedException {
        Lane lane = new Lane(workers, () -> 1);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(1_000);
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            lane.execute(() -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                order.add(number);
                inside.decrementAndGet();
                all.countDown();
            });
        }
        assertThat(all.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(order).isSorted().hasSize(1_000);
        assertThat(most).hasValue(1);
    }

    @Test
    void taskThatDoesNotStopIsReplaced() throws InterruptedException {
        Lane lane = new Lane(workers, () -> 1);
        CountDownLatch released = new CountDownLatch(1);
        lane.execute(() -> await(released));
        CountDownLatch ran = new CountDownLatch(1);
        lane.execute(ran::countDown);
        lane.replaceOne();
        assertThat(ran.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        released.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
