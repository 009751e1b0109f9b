package dev.cdp.contract;

/**
 * Asks to take links back: a record of {@link Topics#RETRY} among the events, so that it is in order
 * with those of its anonymous id. It stands under {@link #partitionKey()} and has the header {@link
 * RoutingHeaders#CONTROL} with the value {@link #CONTROL}, by which readers of events know it and
 * pass it over.
 *
 * @param id names this request; the same one sent twice is done once
 * @param userId whose links to the anonymous id are taken back; empty: all, and the anonymous id
 *     links again if it had stopped
 * @param requestedAt epoch milliseconds
 * @param requestedBy who wants it
 */
public record Unlink(
        String id, String workspaceId, String anonymousId, String userId, long requestedAt, String requestedBy) {
    /** The header's value. */
    public static final String CONTROL = "unlink";

    /** The key of the anonymous id's events. */
    public String partitionKey() {
        return workspaceId + ':' + anonymousId;
    }
}
