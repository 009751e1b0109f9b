package dev.cdp.contract;

/**
 * An accepted event with what the server knows of it: the value of {@link Topics#INGEST} and {@link
 * Topics#RETRY}.
 *
 * <p>The event stays as the client sent it, in {@code payload}; the server's facts stand beside it,
 * where no client can write. All times are epoch milliseconds. Ids and names that an event lacks
 * are empty, never null; client times that it lacks are null.
 *
 * @param eventId see {@link EventId}
 * @param messageId the client's, or one made by the server
 * @param event the name of a track event, else empty
 * @param previousId alias only
 * @param receivedAt server time; decides every window
 * @param sentAt client time of sending, or null
 * @param originalTimestamp client time of the event as sent, or null
 * @param timestamp the event's time after skew correction, never after {@code receivedAt}
 * @param ip the client's address, or empty
 * @param userAgent the client's, or empty
 * @param replay null unless the event is sent again
 * @param payload the event as JSON, with a batch's context merged in
 */
public record Envelope(
        EventId eventId,
        String workspaceId,
        String sourceId,
        String messageId,
        EventType type,
        String event,
        String anonymousId,
        String userId,
        String previousId,
        Channel channel,
        long receivedAt,
        Long sentAt,
        Long originalTimestamp,
        long timestamp,
        String ip,
        String userAgent,
        Origin origin,
        Replay replay,
        RawJson payload) {

    /** The key under which this event stands in Kafka. */
    public String partitionKey() {
        return PartitionKey.of(workspaceId, type, anonymousId, previousId, userId, messageId);
    }

    /** Orders the attempts at this event: a row of a later attempt replaces an earlier one's. */
    public long version() {
        return replay == null ? receivedAt : Math.max(receivedAt, replay.requestedAt());
    }
}
