package dev.cdp.contract;

/**
 * A change of whose an anonymous id is. A link makes it a user's from its event's received_at on.
 *
 * @param anonymousId whom the change is for; of an alias, the previous id
 * @param userId whose it is now; of {@link #TOO_MANY_USERS} the one too many, of {@link #UNLINK} the one
 *     whose it is no longer, or empty for all
 * @param cause {@code identify}, {@code alias}, {@code both_ids}, {@link #TOO_MANY_USERS} or {@link #UNLINK}
 * @param requestedBy who took a link back, else empty
 * @param ownership what now holds; null only in records of an earlier version
 */
public record IdentityLink(String anonymousId, String userId, String cause, String requestedBy, Ownership ownership) {
    /** The anonymous id has had too many users: it links nothing any more, and its events are no one's. */
    public static final String TOO_MANY_USERS = "too_many_users";

    /** A link was taken back. */
    public static final String UNLINK = "unlink";

    /** A link that an event made. */
    public IdentityLink(String anonymousId, String userId, String cause, Ownership ownership) {
        this(anonymousId, userId, cause, "", ownership);
    }

    /** A link as it was recorded once. */
    public IdentityLink(String anonymousId, String userId, String cause) {
        this(anonymousId, userId, cause, "", null);
    }
}
