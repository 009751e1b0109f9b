package dev.cdp.flink.processing;

import dev.cdp.contract.Channel;
import dev.cdp.contract.EventId;
import dev.cdp.flink.processing.seen.SeenIds;
import dev.cdp.flink.processing.seen.SeenState;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Recognises an event that has been seen within the window of its channel.
 *
 * <p>What decides is {@code |received_at - first| <= window} (24 hours live, 7 days import), by the server's received_at
 * alone, so that neither a clock jump, nor downtime, nor the order of arrival changes an outcome. An id is remembered
 * for longer than that (72 hours, 9 days), with {@link FirstSeen}; one that is there still counts.
 */
final class Deduplicator {
    private static final Duration LIVE_LIFETIME = Duration.ofHours(72);
    private static final Duration IMPORT_LIFETIME = Duration.ofDays(9);

    private static final int LEAST_YOUNG = 64;
    private static final int MOST_YOUNG = 16_384;

    private final SeenIds live;
    private final SeenIds imported;
    private final EarlierSeen earlier;
    private final int maxParallelism;

    /**
     * @param youngIds how many ids this subtask keeps in the heap, of each channel
     * @param earlier what was remembered in another form
     */
    Deduplicator(SeenState state, int youngIds, int maxParallelism, EarlierSeen earlier) throws Exception {
        this.earlier = earlier;
        this.maxParallelism = maxParallelism;
        int young = Math.max(LEAST_YOUNG, Math.min(MOST_YOUNG, youngIds / state.groupCount()));
        live = new SeenIds(state, 0, LIVE_LIFETIME, young, FirstSeen::receivedAt);
        imported = new SeenIds(state, 1, IMPORT_LIFETIME, young, FirstSeen::receivedAt);
        SeenIds.load(state, List.of(live, imported));
    }

    /**
     * Looks for this event in both channels; a first one is remembered from now on.
     *
     * @param receivedAt epoch milliseconds
     * @param recordMark see {@link FirstSeen}
     */
    Sighting see(String partitionKey, EventId identity, Channel channel, long receivedAt, int recordMark)
            throws Exception {
        int group = KeyGroupRangeAssignment.assignToKeyGroup(partitionKey, maxParallelism);
        long firstLive = recall(live, group, partitionKey, Channel.LIVE, identity);
        long firstImported = recall(imported, group, partitionKey, Channel.IMPORT, identity);
        long self = FirstSeen.of(receivedAt, recordMark);
        if (self == firstLive || self == firstImported) {
            return Sighting.REPEAT;
        }
        if (suppresses(Channel.LIVE, firstLive, receivedAt) || suppresses(Channel.IMPORT, firstImported, receivedAt)) {
            return Sighting.DUPLICATE;
        }
        switch (channel) {
            case LIVE -> remember(live, group, identity, firstLive, self);
            case IMPORT -> remember(imported, group, identity, firstImported, self);
        }
        return Sighting.first(receivedAt, Math.max(passedAt(firstLive), passedAt(firstImported)));
    }

    /**
     * Writes what the next checkpoint has to hold.
     *
     * @param now epoch milliseconds
     */
    void save(long now) throws Exception {
        live.save(now);
        imported.save(now);
    }

    /** How many ids were remembered at the last checkpoint. */
    long remembered() {
        return live.size() + imported.size();
    }

    private long recall(SeenIds seen, int group, String partitionKey, Channel channel, EventId identity)
            throws Exception {
        long found = seen.find(group, identity);
        return found == SeenIds.NONE ? earlier.find(partitionKey, channel, identity) : found;
    }

    private static boolean suppresses(Channel channel, long first, long receivedAt) {
        return first != SeenIds.NONE
                && Math.abs(receivedAt - FirstSeen.receivedAt(first))
                        <= channel.deduplicationWindow().toMillis();
    }

    /** An event from before the remembered window passes, but the window stays: it guards what comes now. */
    private static void remember(SeenIds seen, int group, EventId identity, long first, long self) throws Exception {
        if (first == SeenIds.NONE || FirstSeen.receivedAt(self) > FirstSeen.receivedAt(first)) {
            seen.remember(group, identity, self);
        }
    }

    /** When the event passed last, or {@link Sighting#NEVER}. */
    private static long passedAt(long first) {
        return first == SeenIds.NONE ? Sighting.NEVER : FirstSeen.receivedAt(first);
    }
}
