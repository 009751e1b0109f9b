package dev.cdp.contract;

/**
 * An event after deduplication, identity stitching and enrichment: the value of {@link
 * Topics#PROCESSED}.
 *
 * @param userId the event's own user id, or that of the link in force; empty when unknown
 * @param link the link that this event made, or null; if it takes one back, this is no event: only
 *     its link counts
 * @param enrichment what was found out about it
 * @param envelope the event as accepted
 */
public record ProcessedEvent(String userId, IdentityLink link, Enrichment enrichment, Envelope envelope) {

    /** Whether this is an event, and not only the news of a link that was taken back. */
    public boolean isEvent() {
        return link == null || !link.cause().equals(IdentityLink.UNLINK);
    }

    /** An event about which nothing was found out. */
    public ProcessedEvent(String userId, IdentityLink link, Envelope envelope) {
        this(userId, link, Enrichment.NONE, envelope);
    }
}
