package dev.cdp.flink.processing;

import dev.cdp.contract.Channel;
import dev.cdp.contract.EventId;
import dev.cdp.flink.processing.seen.SeenIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.KeyedStateBackend;

/**
 * Seen ids in the form of a state from before {@link SeenIds}: an entry for each, under the partition key, in the maps
 * {@code seen-live} and {@code seen-import}. Read only, and only until all of them are garbage; Flink's TTL then takes
 * them away.
 */
final class EarlierSeen {
    private static final Duration ALL_GARBAGE_AFTER = Duration.ofDays(9);

    private final MapState<EventId, Long> live;
    private final MapState<EventId, Long> imported;
    private final KeyedStateBackend<String> backend;
    private final boolean isThere;

    private EarlierSeen(RuntimeContext context, KeyedStateBackend<String> backend, boolean isThere) {
        this.backend = backend;
        this.isThere = isThere;
        live = context.getMapState(descriptor("seen-live", Duration.ofHours(72)));
        imported = context.getMapState(descriptor("seen-import", ALL_GARBAGE_AFTER));
    }

    /** Until when there is such a state; each subtask saves the same. */
    static final class Until {
        /** A job that began with today's form. */
        private static final long NEVER = 0;

        private final ListState<Long> state;
        private final boolean restored;
        private long time = NEVER;

        Until(FunctionInitializationContext context) throws Exception {
            restored = context.isRestored();
            state = context.getOperatorStateStore()
                    .getUnionListState(new ListStateDescriptor<>("earlier-seen-until", LongSerializer.INSTANCE));
        }

        /** @param now epoch milliseconds */
        EarlierSeen open(RuntimeContext context, KeyedStateBackend<String> backend, long now) throws Exception {
            List<Long> saved = new ArrayList<>();
            state.get().forEach(saved::add);
            if (!saved.isEmpty()) {
                time = Collections.max(saved);
            } else if (restored) {
                time = now + ALL_GARBAGE_AFTER.toMillis();
            }
            return new EarlierSeen(context, backend, now < time);
        }

        void save() throws Exception {
            state.update(List.of(time));
        }
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

    /** Of this key, which becomes the current one; {@link SeenIds#NONE} when it is not there. */
    long find(String partitionKey, Channel channel, EventId identity) throws Exception {
        if (!isThere) {
            return SeenIds.NONE;
        }
        backend.setCurrentKey(partitionKey);
        MapState<EventId, Long> seen = channel == Channel.LIVE ? live : imported;
        Long first = seen.get(identity);
        if (first == null) {
            return SeenIds.NONE;
        }
        // Flink takes an expired entry away when it is read: written again, it is there for the next of its event, too.
        seen.put(identity, first);
        return first;
    }
}
