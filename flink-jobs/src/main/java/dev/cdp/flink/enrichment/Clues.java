package dev.cdp.flink.enrichment;

import dev.cdp.contract.Enrichment.Campaign;

/**
 * What an event holds for finding out more about it.
 *
 * @param ip of the person's device if the event says so, else of whoever sent the request; or empty
 * @param userAgent likewise
 */
public record Clues(String ip, String userAgent, Campaign campaign) {
    public static final Clues NONE = new Clues("", "", Campaign.NONE);
}
