package dev.cdp.bench.endtoend;

import dev.cdp.testkit.ClickHouseService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Events whose rows are waited for. Their anonymous ids are a few, so that a look costs ClickHouse a handful of granules,
 * and spread over all partitions of Kafka and all subtasks.
 */
final class Probes {
    /** How often rows are looked for: so much too long is a latency told at most, but for the look itself. */
    private static final long LOOK_MILLIS = 200;

    private static final int VISITORS = 16;
    private static final String VISITOR_LIST = IntStream.range(0, VISITORS)
            .mapToObj(visitor -> "'" + visitor(visitor) + "'")
            .collect(Collectors.joining(","));

    private final ClickHouseService clickHouse;
    private final String workspace;
    private final Map<String, Long> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger watched = new AtomicInteger();
    private final List<Latency> latencies = new ArrayList<>();

    private record Latency(long dueNanos, double millis) {}

    Probes(ClickHouseService clickHouse, String workspace) {
        this.clickHouse = clickHouse;
        this.workspace = workspace;
    }

    /** Takes an event into sight; returns the anonymous id that it has to have. */
    String watch(String messageId, long dueNanos) {
        underWay.put(messageId, dueNanos);
        return visitor(watched.getAndIncrement() % VISITORS);
    }

    private static String visitor(int number) {
        return "probe-" + number;
    }

    /** Looks for rows until it is interrupted. */
    Void follow() throws InterruptedException {
        while (true) {
            Thread.sleep(LOOK_MILLIS);
            if (!underWay.isEmpty()) {
                look();
            }
        }
    }

    private synchronized void look() {
        String wanted = underWay.keySet().stream().collect(Collectors.joining("','", "'", "'"));
        String found = clickHouse.query("SELECT DISTINCT message_id FROM events WHERE workspace_id = '" + workspace
                + "' AND anonymous_id IN (" + VISITOR_LIST + ") AND message_id IN (" + wanted + ")");
        long now = System.nanoTime();
        found.lines().forEach(messageId -> {
            long dueNanos = underWay.remove(messageId);
            latencies.add(new Latency(dueNanos, (now - dueNanos) / 1e6));
        });
    }

    synchronized boolean allAreSeen() {
        return underWay.isEmpty();
    }

    /** From the moment that an event was due to be sent to that at which its row was seen. */
    synchronized List<Double> millisOfThoseDueAfter(long nanos) {
        return latencies.stream()
                .filter(latency -> latency.dueNanos() - nanos > 0)
                .map(Latency::millis)
                .toList();
    }
}
