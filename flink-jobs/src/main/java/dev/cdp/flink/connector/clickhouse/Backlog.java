package dev.cdp.flink.connector.clickhouse;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many bytes of rows are on their way that no completed checkpoint covers: what the writer has collected, and the
 * blocks of checkpoints that are being made or were given up. Not for several threads.
 *
 * <p>Held = added − covered by the last completed checkpoint.
 */
final class Backlog {
    private final long most;
    /** By checkpoint, what had been added in all when its barrier passed. */
    private final TreeMap<Long, Long> barriers = new TreeMap<>();

    private long added;
    private long covered;

    /** @param most bytes above which it is full */
    Backlog(long most) {
        this.most = most;
    }

    void add(int bytes) {
        added += bytes;
    }

    void barrier(long checkpointId) {
        barriers.put(checkpointId, added);
    }

    /** Checkpoints that were given up are covered by the next one that completes. */
    void completed(long checkpointId) {
        Map.Entry<Long, Long> last = barriers.floorEntry(checkpointId);
        if (last != null) {
            covered = last.getValue();
            barriers.headMap(checkpointId, true).clear();
        }
    }

    long held() {
        return added - covered;
    }

    boolean isFull() {
        return held() > most;
    }
}
