package dev.cdp.contract;

/**
 * An event after deduplication and identity stitching: the value of {@link Topics#PROCESSED}.
 *
 * @param userId the event's own user id, or that of the link in force; empty when unknown
 * @param link the link that this event made, or null
 * @param envelope the event as accepted
 */
public record ProcessedEvent(String userId, IdentityLink link, Envelope envelope) {}
