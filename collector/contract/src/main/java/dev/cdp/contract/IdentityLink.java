package dev.cdp.contract;

/**
 * An event's statement that an anonymous id is a user's from its received_at on.
 *
 * @param anonymousId whom the link is for; of an alias, the previous id
 * @param userId whose it is now
 * @param cause {@code identify}, {@code alias} or {@code both_ids}
 */
public record IdentityLink(String anonymousId, String userId, String cause) {}
