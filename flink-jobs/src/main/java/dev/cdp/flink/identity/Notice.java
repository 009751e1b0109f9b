package dev.cdp.flink.identity;

import dev.cdp.contract.Ownership;
import dev.cdp.flink.serialization.ValueTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** What a destination's table has got that a backfill may have to follow. */
public sealed interface Notice {
    TypeInformation<Notice> TYPE = new ValueTypeInfo<>(Notice.class, new NoticeSerializer());

    /**
     * An anonymous id has other owners from now on.
     *
     * @param at when that came here, epoch milliseconds
     */
    record OwnersChanged(String workspaceId, String anonymousId, Ownership ownership, long at) implements Notice {
        AnonymousId id() {
            return new AnonymousId(workspaceId, anonymousId);
        }
    }

    /**
     * Events are in their table. Those that were held up, while a link of their anonymous id went on, don't know of it.
     *
     * @param partitionId of the table
     * @param blockId what their rows carry in {@code _block}
     */
    record EventsWritten(String partitionId, long blockId) implements Notice {}
}
