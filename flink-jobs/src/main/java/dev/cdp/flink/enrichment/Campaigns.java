package dev.cdp.flink.enrichment;

import dev.cdp.contract.Enrichment.Campaign;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Reads UTM parameters. */
final class Campaigns {
    private static final String PREFIX = "utm_";

    /** Longer values are cut: anyone can put anything into a link. */
    private static final int MAX_CHARS = 500;

    private Campaigns() {}

    /** The campaign of a URL's or a search's parameters; of one given twice, the last. */
    static Campaign ofUrl(String url) {
        if (!url.contains(PREFIX)) {
            return Campaign.NONE;
        }
        String query = url.substring(url.indexOf('?') + 1);
        int fragment = query.indexOf('#');
        Campaign campaign = Campaign.NONE;
        for (String parameter : (fragment < 0 ? query : query.substring(0, fragment)).split("&")) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && parameter.startsWith(PREFIX)) {
                String value = decode(parameter.substring(equals + 1));
                campaign = with(campaign, parameter.substring(PREFIX.length(), equals), value);
            }
        }
        return campaign;
    }

    /** The campaign with one more member, by Segment's name for it; others change nothing. */
    static Campaign with(Campaign campaign, String name, String value) {
        String kept = value.length() <= MAX_CHARS ? value : value.substring(0, MAX_CHARS);
        return switch (name) {
            case "source" ->
                new Campaign(kept, campaign.medium(), campaign.name(), campaign.term(), campaign.content());
            case "medium" ->
                new Campaign(campaign.source(), kept, campaign.name(), campaign.term(), campaign.content());
            // A link says utm_campaign, Segment's context says campaign.name.
            case "name", "campaign" ->
                new Campaign(campaign.source(), campaign.medium(), kept, campaign.term(), campaign.content());
            case "term" ->
                new Campaign(campaign.source(), campaign.medium(), campaign.name(), kept, campaign.content());
            case "content" ->
                new Campaign(campaign.source(), campaign.medium(), campaign.name(), campaign.term(), kept);
            default -> campaign;
        };
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A stray percent sign: people write links by hand.
            return value;
        }
    }
}
