package dev.cdp.contract;

import dev.cdp.contract.Enrichment.Campaign;
import dev.cdp.contract.Enrichment.Geo;
import dev.cdp.contract.Enrichment.UserAgent;
import java.io.IOException;

/** {@link Enrichment} as a member of {@link ProcessedEvent}: one object of what is known. */
final class EnrichmentJson {
    private EnrichmentJson() {}

    static void write(JsonWriter json, Enrichment enrichment) {
        Geo geo = enrichment.geo();
        UserAgent agent = enrichment.userAgent();
        Campaign campaign = enrichment.campaign();
        json.text("country", geo.country())
                .text("city", geo.city())
                .text("browser", agent.browser())
                .text("browserVersion", agent.browserVersion())
                .text("os", agent.os())
                .text("osVersion", agent.osVersion())
                .text("device", agent.device())
                .number("bot", agent.bot() ? 1L : null)
                .text("utmSource", campaign.source())
                .text("utmMedium", campaign.medium())
                .text("utmCampaign", campaign.name())
                .text("utmTerm", campaign.term())
                .text("utmContent", campaign.content());
    }

    static Enrichment read(JsonCursor object) throws IOException {
        Members members = new Members();
        object.members(members::read);
        return members.toEnrichment();
    }

    /** What has been read so far. */
    private static final class Members {
        private String country = "";
        private String city = "";
        private String browser = "";
        private String browserVersion = "";
        private String os = "";
        private String osVersion = "";
        private String device = "";
        private boolean bot;
        private String source = "";
        private String medium = "";
        private String campaign = "";
        private String term = "";
        private String content = "";

        void read(String name, JsonCursor value) throws IOException {
            switch (name) {
                case "country" -> country = value.text();
                case "city" -> city = value.text();
                case "browser" -> browser = value.text();
                case "browserVersion" -> browserVersion = value.text();
                case "os" -> os = value.text();
                case "osVersion" -> osVersion = value.text();
                case "device" -> device = value.text();
                case "bot" -> bot = value.number() == 1;
                case "utmSource" -> source = value.text();
                case "utmMedium" -> medium = value.text();
                case "utmCampaign" -> campaign = value.text();
                case "utmTerm" -> term = value.text();
                case "utmContent" -> content = value.text();
                default -> {
                    // A later version's member.
                }
            }
        }

        Enrichment toEnrichment() {
            return new Enrichment(
                    new Geo(country, city),
                    new UserAgent(browser, browserVersion, os, osVersion, device, bot),
                    new Campaign(source, medium, campaign, term, content));
        }
    }
}
