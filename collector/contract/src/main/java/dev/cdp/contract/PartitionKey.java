package dev.cdp.contract;

/**
 * The Kafka key of an event, {@code workspace_id:id}. Identity stitching rests on the order that it
 * gives; the workspace in front keeps tenants apart and changes no order.
 */
public final class PartitionKey {
    private PartitionKey() {}

    /**
     * The key of an event. The id is the previous id of an alias, else the anonymous id; where that
     * is missing or {@link NobodyIds no one's}, the user id, then the message id.
     *
     * @param type the event's type
     * @param anonymousId may be null
     * @param previousId may be null; looked at for an alias only
     * @param userId may be null
     * @param messageId never null: the server gives one where the client did not
     */
    public static String of(
            String workspaceId,
            EventType type,
            String anonymousId,
            String previousId,
            String userId,
            String messageId) {
        return workspaceId + ':' + id(type, anonymousId, previousId, userId, messageId);
    }

    private static String id(EventType type, String anonymousId, String previousId, String userId, String messageId) {
        if (type == EventType.ALIAS && !NobodyIds.isNobody(previousId)) {
            return previousId;
        }
        if (!NobodyIds.isNobody(anonymousId)) {
            return anonymousId;
        }
        return NobodyIds.isNobody(userId) ? messageId : userId;
    }
}
