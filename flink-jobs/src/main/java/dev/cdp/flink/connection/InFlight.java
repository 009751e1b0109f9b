package dev.cdp.flink.connection;

import dev.cdp.contract.ProcessedEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Events that have come in and not gone out: in their functions, waiting for another try, or ended behind one of their
 * key that has not. Those of a key go out in the order in which they came in.
 */
final class InFlight {
    private final Map<String, Deque<Entry>> byKey = new HashMap<>();
    private final Set<Entry> inOrder = new LinkedHashSet<>();

    /** One event; compares by identity. */
    static final class Entry {
        private final ProcessedEvent event;
        private final String key;
        private int retries;
        private long notBefore;
        private Runnable release;
        private boolean told;

        Entry(PendingEvent pending) {
            event = pending.event();
            key = event.envelope().partitionKey();
            retries = pending.retries();
            notBefore = pending.notBefore();
        }

        ProcessedEvent event() {
            return event;
        }

        int retries() {
            return retries;
        }

        long notBefore() {
            return notBefore;
        }

        /** Asks for another try at this time. */
        void retryAt(long time) {
            retries++;
            notBefore = time;
        }

        /** Whether this is the first call: the ledger is told once that it waits, and again after a restart. */
        boolean tellsThatItWaits() {
            boolean first = !told;
            told = true;
            return first;
        }

        /** Whether it waits for another try. */
        private boolean isRetried() {
            return retries > 0 && release == null;
        }

        private PendingEvent pending() {
            return new PendingEvent(event, retries, notBefore);
        }
    }

    void add(Entry entry) {
        byKey.computeIfAbsent(entry.key, key -> new ArrayDeque<>()).add(entry);
        inOrder.add(entry);
    }

    /** Whether the entry, not added yet, has nothing of its key before it. */
    boolean isNext(Entry entry) {
        return !byKey.containsKey(entry.key);
    }

    /** All of the entry's key that were added and have not gone out, from the one that comes next. */
    Collection<Entry> ofKey(Entry entry) {
        return Collections.unmodifiableCollection(byKey.getOrDefault(entry.key, new ArrayDeque<>()));
    }

    /** Whether the entry stands behind one of its key that waits for another try. */
    boolean isBehindRetried(Entry entry) {
        for (Entry before : ofKey(entry)) {
            if (before == entry) {
                return false;
            }
            if (before.isRetried()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Ends an entry that was added, and lets out what has waited for it.
     *
     * @param release gives its results out; now or when it is its turn
     */
    void end(Entry entry, Runnable release) {
        entry.release = release;
        Deque<Entry> queue = byKey.get(entry.key);
        while (!queue.isEmpty() && queue.peek().release != null) {
            Entry next = queue.remove();
            inOrder.remove(next);
            next.release.run();
        }
        if (queue.isEmpty()) {
            byKey.remove(entry.key);
        }
    }

    /** How many there are of each source. */
    Map<Crowding.Source, Long> bySource() {
        return inOrder.stream()
                .collect(Collectors.groupingBy(
                        entry -> Crowding.Source.of(entry.event.envelope()), Collectors.counting()));
    }

    int size() {
        return inOrder.size();
    }

    /** All of them, in the order in which they came in. */
    List<PendingEvent> pending() {
        return inOrder.stream().map(Entry::pending).toList();
    }
}
