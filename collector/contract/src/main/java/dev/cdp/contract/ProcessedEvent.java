package dev.cdp.contract;

/**
 * An event after deduplication, identity stitching and enrichment: the value of {@link
 * Topics#PROCESSED}.
 *
 * @param userId the event's own user id, or that of the link in force; empty when unknown
 * @param link the link that this event made, or null
 * @param enrichment what was found out about it
 * @param envelope the event as accepted
 */
public record ProcessedEvent(String userId, IdentityLink link, Enrichment enrichment, Envelope envelope) {

    /** An event about which nothing was found out. */
    public ProcessedEvent(String userId, IdentityLink link, Envelope envelope) {
        this(userId, link, Enrichment.NONE, envelope);
    }
}
