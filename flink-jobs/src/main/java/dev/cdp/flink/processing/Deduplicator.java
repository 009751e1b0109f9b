package dev.cdp.flink.processing;

import dev.cdp.contract.Channel;
import dev.cdp.contract.EventId;
import java.time.Duration;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/**
 * Recognises an event that has been seen within the window of its channel.
 *
 * <p>Two keyed states of one form, {@code seen-live} and {@code seen-import}:
 *
 * <ul>
 *   <li>key: the partition key, and under it the identity of an event (16 bytes)
 *   <li>value: {@link FirstSeen} in 8 bytes
 *   <li>lifetime: what decides is {@code |received_at - first| <= window} (24 hours live, 7 days
 *       import), by the server's received_at alone, so that neither a clock jump, nor downtime,
 *       nor the order of arrival changes an outcome
 *   <li>cleared by: Flink's TTL by processing time (72 hours, 9 days), which is longer than the
 *       window and only collects garbage; expired entries that are still there count
 * </ul>
 */
final class Deduplicator {
    private final MapState<EventId, Long> live;
    private final MapState<EventId, Long> imported;

    Deduplicator(RuntimeContext context) {
        live = context.getMapState(descriptor("seen-live", Duration.ofHours(72)));
        imported = context.getMapState(descriptor("seen-import", Duration.ofDays(9)));
    }

    private static MapStateDescriptor<EventId, Long> descriptor(String name, Duration garbageAfter) {
        MapStateDescriptor<EventId, Long> descriptor =
                new MapStateDescriptor<>(name, EventIdSerializer.INSTANCE, LongSerializer.INSTANCE);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(garbageAfter)
                .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
                .setStateVisibility(StateTtlConfig.StateVisibility.ReturnExpiredIfNotCleanedUp)
                .build());
        return descriptor;
    }

    /**
     * Looks for this event in both channels; a first one is remembered from now on.
     *
     * @param receivedAt epoch milliseconds
     * @param recordMark see {@link FirstSeen}
     */
    Sighting see(EventId identity, Channel channel, long receivedAt, int recordMark) throws Exception {
        Long firstLive = recall(live, identity);
        Long firstImported = recall(imported, identity);
        long self = FirstSeen.of(receivedAt, recordMark);
        if (isSame(self, firstLive) || isSame(self, firstImported)) {
            return Sighting.REPEAT;
        }
        if (suppresses(Channel.LIVE, firstLive, receivedAt) || suppresses(Channel.IMPORT, firstImported, receivedAt)) {
            return Sighting.DUPLICATE;
        }
        switch (channel) {
            case LIVE -> remember(live, identity, firstLive, self);
            case IMPORT -> remember(imported, identity, firstImported, self);
        }
        return Sighting.first(receivedAt, latest(firstLive, firstImported));
    }

    /** Flink takes an expired entry away when it is read: written again, it is there for the next of its event, too. */
    private static Long recall(MapState<EventId, Long> seen, EventId identity) throws Exception {
        Long first = seen.get(identity);
        if (first != null) {
            seen.put(identity, first);
        }
        return first;
    }

    private static boolean isSame(long self, Long first) {
        return first != null && first == self;
    }

    private static boolean suppresses(Channel channel, Long first, long receivedAt) {
        return first != null
                && Math.abs(receivedAt - FirstSeen.receivedAt(first))
                        <= channel.deduplicationWindow().toMillis();
    }

    /** An event from before the remembered window passes, but the window stays: it guards what comes now. */
    private static void remember(MapState<EventId, Long> seen, EventId identity, Long first, long self)
            throws Exception {
        if (first == null || FirstSeen.receivedAt(self) > FirstSeen.receivedAt(first)) {
            seen.put(identity, self);
        }
    }

    /** When the event passed last, or {@link Sighting#NEVER}. */
    private static long latest(Long live, Long imported) {
        long lastLive = live == null ? Sighting.NEVER : FirstSeen.receivedAt(live);
        long lastImported = imported == null ? Sighting.NEVER : FirstSeen.receivedAt(imported);
        return Math.max(lastLive, lastImported);
    }
}
