package dev.cdp.collector.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Kafka by a script: takes records while it is there, keeps its receipts back while it is away, and
 * fails or refuses what it is told to. It outlives the destinations that the journal opens.
 */
final class ScriptedDestination implements Destination.Factory {
    private final List<String> taken = new ArrayList<>();
    private final Queue<Pending> pending = new ArrayDeque<>();
    private Predicate<String> refused = value -> false;
    private Predicate<String> failedOnce = value -> false;
    private boolean away;
    private int opened;
    private int broken;
    private int deaf;

    private record Pending(String value, Destination.Receipt receipt, int generation) {}

    static ScriptedDestination away() {
        ScriptedDestination destination = new ScriptedDestination();
        destination.away = true;
        return destination;
    }

    synchronized void goAway() {
        away = true;
    }

    synchronized void comeBack() {
        away = false;
        List<Pending> waiting = new ArrayList<>(pending);
        pending.clear();
        waiting.forEach(this::take);
    }

    /** The one that is open answers nothing any more; another would. */
    synchronized void goDeaf() {
        deaf = opened;
    }

    synchronized void refuse(Predicate<String> values) {
        refused = values;
    }

    /** The next record of that kind fails, and with it the destination. */
    synchronized void failOnce(Predicate<String> values) {
        failedOnce = values;
    }

    /** All values taken so far, repeats too, in the order of their arrival. */
    synchronized List<String> taken() {
        return new ArrayList<>(taken);
    }

    synchronized int opened() {
        return opened;
    }

    @Override
    public synchronized Destination open() {
        int generation = ++opened;
        return new Destination() {
            @Override
            public void send(JournalRecord record, Receipt receipt) {
                String value = new String(record.value(), StandardCharsets.UTF_8);
                take(new Pending(value, receipt, generation));
            }

            @Override
            public void close() {
                abandon(generation);
            }
        };
    }

    private synchronized void abandon(int generation) {
        pending.removeIf(waiting -> waiting.generation == generation);
    }

    private synchronized void take(Pending record) {
        if (record.generation <= broken) {
            record.receipt.failed(new IllegalStateException("closed"));
        } else if (away || record.generation <= deaf) {
            pending.add(record);
        } else if (failedOnce.test(record.value)) {
            failedOnce = value -> false;
            broken = record.generation;
            record.receipt.failed(new TimeoutException("scripted"));
        } else if (refused.test(record.value)) {
            record.receipt.refused(new IllegalArgumentException("scripted"));
        } else {
            taken.add(record.value);
            record.receipt.acknowledged();
        }
    }
}
