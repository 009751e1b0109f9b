package dev.cdp.collector.testing;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;

/** The collectors that run now: an answer comes before Kafka has the event, so a reader waits for them. */
final class Running {
    private static final Set<LongSupplier> DEPTHS = ConcurrentHashMap.newKeySet();

    private Running() {}

    /** Adds a collector; by how many records Kafka is behind its journal. */
    static void add(LongSupplier depth) {
        DEPTHS.add(depth);
    }

    static void remove(LongSupplier depth) {
        DEPTHS.remove(depth);
    }

    /** Waits until Kafka has what every one of them accepted. */
    static void awaitForwarded() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> DEPTHS.stream()
                .allMatch(depth -> depth.getAsLong() == 0));
    }
}
