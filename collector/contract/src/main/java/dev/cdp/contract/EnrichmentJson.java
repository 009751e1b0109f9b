package dev.cdp.contract;

import com.fasterxml.jackson.core.JsonParser;
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

    static Enrichment read(JsonParser object) throws IOException {
        Members members = new Members();
        JsonRecords.readMembers(object, members::read);
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

        void read(String name, JsonParser value) throws IOException {
            switch (name) {
                case "country" -> country = value.getText();
                case "city" -> city = value.getText();
                case "browser" -> browser = value.getText();
                case "browserVersion" -> browserVersion = value.getText();
                case "os" -> os = value.getText();
                case "osVersion" -> osVersion = value.getText();
                case "device" -> device = value.getText();
                case "bot" -> bot = value.getLongValue() == 1;
                case "utmSource" -> source = value.getText();
                case "utmMedium" -> medium = value.getText();
                case "utmCampaign" -> campaign = value.getText();
                case "utmTerm" -> term = value.getText();
                case "utmContent" -> content = value.getText();
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
