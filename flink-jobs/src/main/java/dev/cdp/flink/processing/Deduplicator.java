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
 *   <li>value: the received_at of the first of its kind, epoch milliseconds (8 bytes)
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
     * Whether this event has been seen, in either channel; if not, it has from now on.
     *
     * @param receivedAt epoch milliseconds
     */
    boolean isDuplicate(EventId identity, Channel channel, long receivedAt) throws Exception {
        Long firstLive = live.get(identity);
        if (suppresses(Channel.LIVE, firstLive, receivedAt)) {
            return true;
        }
        Long firstImported = imported.get(identity);
        if (suppresses(Channel.IMPORT, firstImported, receivedAt)) {
            return true;
        }
        switch (channel) {
            case LIVE -> remember(live, identity, firstLive, receivedAt);
            case IMPORT -> remember(imported, identity, firstImported, receivedAt);
        }
        return false;
    }

    private static boolean suppresses(Channel channel, Long first, long receivedAt) {
        return first != null
                && Math.abs(receivedAt - first) <= channel.deduplicationWindow().toMillis();
    }

    /** An event from before the remembered window passes, but the window stays: it guards what comes now. */
    private static void remember(MapState<EventId, Long> seen, EventId identity, Long first, long receivedAt)
            throws Exception {
        if (first == null || receivedAt > first) {
            seen.put(identity, receivedAt);
        }
    }
}
