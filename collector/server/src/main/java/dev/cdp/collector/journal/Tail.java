package dev.cdp.collector.journal;

import java.util.ArrayDeque;
import java.util.List;

/**
 * The newest records, kept in memory from the writer to the forwarder. Live means that each new
 * record is in it. When it is full it stops being live, and is so again only when the forwarder has
 * read all that was written meanwhile from the disk: so no record overtakes an older one.
 */
final class Tail {
    private final ArrayDeque<Committed> records = new ArrayDeque<>();
    private final long maxBytes;
    private long bytes;
    private long end;
    private boolean live;

    /** @param end position of the last record in the journal */
    Tail(long maxBytes, long end) {
        this.maxBytes = maxBytes;
        this.end = end;
    }

    /** Takes a group that was committed. */
    synchronized void publish(List<Committed> group) {
        if (group.isEmpty()) {
            return;
        }
        end = group.get(group.size() - 1).position();
        long more = 0;
        for (Committed committed : group) {
            more += committed.bytes();
        }
        live = live && (records.isEmpty() || bytes + more <= maxBytes);
        if (live) {
            records.addAll(group);
            bytes += more;
        }
    }

    /** Records were committed that can be read from the disk only. */
    synchronized void publishOnDisk(long last) {
        end = Math.max(end, last);
        live = false;
    }

    synchronized Committed poll() {
        Committed first = records.poll();
        if (first != null) {
            bytes -= first.bytes();
        }
        return first;
    }

    /** Whether whatever comes after this position comes from memory; makes it so when it can be. */
    synchronized boolean goLive(long next) {
        if (!live && records.isEmpty() && next > end) {
            live = true;
        }
        return live;
    }

    /** Forgets its records: the forwarder reads them from the disk. */
    synchronized void abandon() {
        records.clear();
        bytes = 0;
        live = false;
    }

    synchronized long end() {
        return end;
    }

    synchronized boolean isLive() {
        return live;
    }
}
