package dev.cdp.e2e.million;

import dev.cdp.contract.EventId;
import dev.cdp.contract.EventType;
import dev.cdp.contract.PartitionKey;

/**
 * An event that is to be sent, and what will become of it.
 *
 * @param anonymousId empty: none
 * @param userId as sent, empty: none; with an anonymous id it links
 * @param json of the event
 */
record Planned(Fate fate, String messageId, String anonymousId, String userId, String json) {
    /** As the collector reckons it. */
    EventId id(Places.Where where) {
        String key = PartitionKey.of(where.workspace(), EventType.TRACK, anonymousId, "", userId, messageId);
        return EventId.of(where.workspace(), where.source(), key, messageId);
    }
}
