package dev.cdp.admin.service.live;

/**
 * What a follower is told.
 *
 * @param position to go on from
 * @param item null where it is none
 * @param skipped records that were left out, as the follower was too slow
 */
public record News<T>(String position, T item, long skipped) {
    public boolean isHeartbeat() {
        return item == null && skipped == 0;
    }
}
