package dev.cdp.contract;

import java.util.Objects;

/**
 * What the processing job found out about an event beside what was sent. Nothing here is ever null:
 * what is unknown is empty.
 */
public record Enrichment(Geo geo, UserAgent userAgent, Campaign campaign) {
    /** Nothing is known. */
    public static final Enrichment NONE = new Enrichment(Geo.UNKNOWN, UserAgent.UNKNOWN, Campaign.NONE);

    public Enrichment {
        Objects.requireNonNull(geo);
        Objects.requireNonNull(userAgent);
        Objects.requireNonNull(campaign);
    }

    /** Whether nothing is known. Asked of each event, and many times as fast as a record's own equals. */
    public boolean isNone() {
        return geo.isUnknown() && userAgent.isUnknown() && campaign.isNone();
    }

    /**
     * Where the client's address is registered.
     *
     * @param country ISO 3166-1, two capital letters
     * @param city in English; only some databases know it
     */
    public record Geo(String country, String city) {
        public static final Geo UNKNOWN = new Geo("", "");

        public boolean isUnknown() {
            return country.isEmpty() && city.isEmpty();
        }
    }

    /**
     * The client's program.
     *
     * @param browser its family, such as {@code Mobile Safari}
     * @param browserVersion the first number of its version
     * @param os its family, such as {@code iOS}
     * @param osVersion the first number of its version
     * @param device its model or family, such as {@code iPhone}; empty for most desktops
     * @param bot whether it says that it is a program without a person
     */
    public record UserAgent(
            String browser, String browserVersion, String os, String osVersion, String device, boolean bot) {
        public static final UserAgent UNKNOWN = new UserAgent("", "", "", "", "", false);

        public boolean isUnknown() {
            return browser.isEmpty()
                    && browserVersion.isEmpty()
                    && os.isEmpty()
                    && osVersion.isEmpty()
                    && device.isEmpty()
                    && !bot;
        }
    }

    /** The UTM campaign through which the visitor came. */
    public record Campaign(String source, String medium, String name, String term, String content) {
        public static final Campaign NONE = new Campaign("", "", "", "", "");

        public boolean isNone() {
            return source.isEmpty() && medium.isEmpty() && name.isEmpty() && term.isEmpty() && content.isEmpty();
        }
    }
}
