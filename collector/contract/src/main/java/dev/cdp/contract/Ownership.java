package dev.cdp.contract;

import java.util.List;

/**
 * Whose the events of one anonymous id are that have no user id of their own: the whole of it, as it
 * stands after one of its links was made or taken back. Of two, the one with the higher revision
 * holds.
 *
 * @param revision counts the changes of this anonymous id
 * @param owners ordered by time; before the first, events are no one's
 */
public record Ownership(long revision, List<Owner> owners) {
    public Ownership {
        owners = List.copyOf(owners);
    }

    /**
     * Whose the events are that were received from then on, until the next owner's time.
     *
     * @param from received_at, epoch milliseconds
     * @param userId empty: no one's
     */
    public record Owner(long from, String userId) {}

    /** The user whom an event belongs to that was received at this time, or empty. */
    public String ownerAt(long receivedAt) {
        String userId = "";
        for (Owner owner : owners) {
            if (owner.from() > receivedAt) {
                break;
            }
            userId = owner.userId();
        }
        return userId;
    }
}
