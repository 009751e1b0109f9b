package dev.cdp.flink.processing;

import dev.cdp.contract.EventType;
import dev.cdp.contract.IdentityLink;
import dev.cdp.contract.NobodyIds;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/**
 * Knows whose an anonymous id is. An event with both ids links them from its received_at on (an
 * alias links the previous id); an event without a user id gets the user of the link in force at
 * its received_at, ties in order of arrival. An event with a user id of its own keeps it.
 *
 * <p>Keyed state {@code links}:
 *
 * <ul>
 *   <li>key: the partition key, which for every event that is looked at here holds the anonymous id
 *   <li>value: {@link LinkHistory}, encoded by {@link LinkHistorySerializer}; about 40 bytes for the
 *       one link that most have, at most {@link LinkHistory#MAX_LINKS} links
 *   <li>lifetime: as long as the job's; there is none for an id that was never linked
 *   <li>cleared by: no one
 * </ul>
 */
final class IdentityStitcher {
    private final ValueState<LinkHistory> links;

    /**
     * What became of one event.
     *
     * @param userId its own, or that of the link in force, or empty
     * @param link the link that it made, or null when it changed nothing
     * @param stoppedLinking whether it was the one too many, after which its anonymous id links nothing
     */
    record Stitched(String userId, IdentityLink link, boolean stoppedLinking) {
        private static Stitched unlinked(String userId) {
            return new Stitched(userId, null, false);
        }
    }

    IdentityStitcher(RuntimeContext context) {
        links = context.getState(new ValueStateDescriptor<>("links", new LinkHistorySerializer()));
    }

    /** Finds the event's user, and links if it says whose its anonymous id is. */
    Stitched stitch(AcceptedEvent event) throws Exception {
        // A user id that is no one's is none: else all who send "null" would be one big user.
        String userId = NobodyIds.isNobody(event.userId()) ? "" : event.userId();
        String anonymousId = anonymousId(event);
        if (NobodyIds.isNobody(anonymousId)) {
            return Stitched.unlinked(userId);
        }
        LinkHistory history = links.value() == null ? LinkHistory.EMPTY : links.value();
        String userInForce = history.userAt(event.receivedAt());
        if (userId.isEmpty()) {
            return Stitched.unlinked(userInForce);
        }
        if (userId.equals(userInForce) || history.isStopped()) {
            return Stitched.unlinked(userId);
        }
        if (history.isFullFor(userId)) {
            links.update(history.stopped(event.receivedAt()));
            return new Stitched(userId, null, true);
        }
        links.update(history.linked(event.receivedAt(), userId));
        return new Stitched(userId, new IdentityLink(anonymousId, userId, cause(event.type())), false);
    }

    /** Whom the event can link: the same id that {@code PartitionKey} puts into the key. */
    private static String anonymousId(AcceptedEvent event) {
        boolean ofAlias = event.type() == EventType.ALIAS && !NobodyIds.isNobody(event.previousId());
        return ofAlias ? event.previousId() : event.anonymousId();
    }

    private static String cause(EventType type) {
        return switch (type) {
            case IDENTIFY, ALIAS -> type.wireName();
            case TRACK, PAGE, SCREEN, GROUP -> "both_ids";
        };
    }
}
