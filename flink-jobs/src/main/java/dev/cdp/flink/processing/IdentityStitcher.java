package dev.cdp.flink.processing;

import dev.cdp.contract.EventType;
import dev.cdp.contract.IdentityLink;
import dev.cdp.contract.NobodyIds;
import dev.cdp.contract.Unlink;
import dev.cdp.flink.shared.Recent;
import java.io.IOException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;

/**
 * Knows whose an anonymous id is. An event with both ids links them from its received_at on (an
 * alias links the previous id); an event without a user id gets the user of the link in force at
 * its received_at, ties in order of arrival, and before the first link that one's user. An event with
 * a user id of its own keeps it. An unlink takes links back.
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
    /** Most visitors send several events in a row, and most have one link: some hundred bytes each. */
    private static final int REMEMBERED = 20_000;

    private static final int MOST_REMEMBERED_LINKS = 4;

    private final KeyedStateBackend<String> backend;
    private final ValueState<LinkHistory> links;
    private final Recent<LinkHistory> recent = new Recent<>(REMEMBERED);
    private final IdentityRules rules;

    /**
     * What became of one event.
     *
     * @param userId its own, or that of the link in force, or empty
     * @param link what it changed of whose the anonymous id is, or null
     */
    record Stitched(String userId, IdentityLink link) {
        private static Stitched unchanged(String userId) {
            return new Stitched(userId, null);
        }
    }

    IdentityStitcher(RuntimeContext context, KeyedStateBackend<String> backend, IdentityRules rules) {
        this.backend = backend;
        this.rules = rules;
        links = context.getState(new ValueStateDescriptor<>("links", new LinkHistorySerializer()));
    }

    /** Finds the event's user, and links if it says whose its anonymous id is. */
    Stitched stitch(AcceptedEvent event) throws Exception {
        // A user id that is no one's is none: else all who send "null" would be one big user.
        String userId = rules.isNobody(event.workspaceId(), event.userId()) ? "" : event.userId();
        String anonymousId = anonymousId(event);
        if (rules.isNobody(event.workspaceId(), anonymousId)) {
            return Stitched.unchanged(userId);
        }
        LinkHistory history = history(event.partitionKey());
        if (userId.isEmpty()) {
            return Stitched.unchanged(history.userAt(event.receivedAt()));
        }
        if (userId.equals(history.linkedAt(event.receivedAt())) || history.isStopped()) {
            return Stitched.unchanged(userId);
        }
        boolean oneTooMany = history.isFullFor(userId);
        LinkHistory changed =
                oneTooMany ? history.stopped(event.receivedAt()) : history.linked(event.receivedAt(), userId);
        update(event.partitionKey(), changed);
        String cause = oneTooMany ? IdentityLink.TOO_MANY_USERS : cause(event.type());
        return new Stitched(userId, new IdentityLink(anonymousId, userId, cause, changed.ownership()));
    }

    /** Takes links back; the change tells what holds from now on. */
    IdentityLink unlink(Unlink unlink) throws Exception {
        LinkHistory changed = history(unlink.partitionKey()).unlinked(unlink.userId());
        update(unlink.partitionKey(), changed);
        return new IdentityLink(
                unlink.anonymousId(), unlink.userId(), IdentityLink.UNLINK, unlink.requestedBy(), changed.ownership());
    }

    /** The state is read once for a run of a key's events: nobody else writes it. */
    private LinkHistory history(String key) throws IOException {
        LinkHistory known = recent.get(key);
        if (known != null) {
            return known;
        }
        backend.setCurrentKey(key);
        LinkHistory stored = links.value();
        LinkHistory history = stored == null ? LinkHistory.EMPTY : stored;
        remember(key, history);
        return history;
    }

    private void update(String key, LinkHistory changed) throws IOException {
        backend.setCurrentKey(key);
        links.update(changed);
        remember(key, changed);
    }

    private void remember(String key, LinkHistory history) {
        if (history.links().size() <= MOST_REMEMBERED_LINKS) {
            recent.put(key, history);
        } else {
            recent.remove(key);
        }
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
