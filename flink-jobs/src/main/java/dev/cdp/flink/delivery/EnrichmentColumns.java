package dev.cdp.flink.delivery;

import dev.cdp.contract.Enrichment;
import dev.cdp.contract.Enrichment.Campaign;
import dev.cdp.contract.Enrichment.Geo;
import dev.cdp.contract.Enrichment.UserAgent;
import java.util.Map;

/** The columns of {@code events} that tell what was found out about an event. */
final class EnrichmentColumns {
    private EnrichmentColumns() {}

    static void addTo(Map<String, Object> columns, Enrichment enrichment) {
        Geo geo = enrichment.geo();
        columns.put("country", geo.country());
        columns.put("city", geo.city());
        UserAgent agent = enrichment.userAgent();
        columns.put("ua_browser", agent.browser());
        columns.put("ua_browser_version", agent.browserVersion());
        columns.put("ua_os", agent.os());
        columns.put("ua_os_version", agent.osVersion());
        columns.put("ua_device", agent.device());
        columns.put("is_bot", agent.bot());
        Campaign campaign = enrichment.campaign();
        columns.put("utm_source", campaign.source());
        columns.put("utm_medium", campaign.medium());
        columns.put("utm_campaign", campaign.name());
        columns.put("utm_term", campaign.term());
        columns.put("utm_content", campaign.content());
    }
}
