package dev.cdp.contract;

/**
 * How far a destination had come at a time: the value of {@link Topics#PROGRESS}. What was accepted before this
 * position is over for that destination, one way or another, or still in the hands of its job for a moment.
 *
 * @param destinationId whose delivery it is
 * @param workspaceId whose events it delivers; empty for those of all workspaces
 * @param position of the last accepted event of this partition that reached the destination's job
 * @param at epoch milliseconds
 */
public record Progress(String destinationId, String workspaceId, IngestPosition position, long at) {

    /** The Kafka key: reports of one destination stay in order. */
    public String key() {
        return destinationId;
    }
}
