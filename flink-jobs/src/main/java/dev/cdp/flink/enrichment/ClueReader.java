package dev.cdp.flink.enrichment;

import dev.cdp.contract.Enrichment.Campaign;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.JsonCursor;
import java.io.IOException;

/**
 * Reads {@link Clues} from an event's payload, in the pass that reads the envelope, without building a tree. What the event's
 * own context says about its device wins over what the request showed: a server sends for others.
 *
 * <p>The campaign is {@code context.campaign}, else the utm parameters of {@code context.page}'s
 * search or url, else those of the properties' (a page event has them there).
 */
public final class ClueReader {
    private final Found found = new Found();

    /** The clues of an event that was read already; as many as there are before what can't be read. */
    public static Clues read(Envelope event) {
        ClueReader reader = new ClueReader();
        try {
            reader.readPayload(new JsonCursor(event.payload().utf8()));
        } catch (IOException e) {
            // It was readable once; what could be read of it now is found.
        }
        return reader.clues(event);
    }

    /** Reads the payload of the one event that this is for. */
    public void readPayload(JsonCursor payload) throws IOException {
        readObject(payload, found::ofPayload);
    }

    /** What was found in it, and else in the request. */
    public Clues clues(Envelope event) {
        return found.toClues(event.ip(), event.userAgent());
    }

    /** What has been read so far of one event. */
    private static final class Found {
        private String ip = "";
        private String userAgent = "";
        private Campaign campaign = Campaign.NONE;
        private final Page page = new Page();
        private final Page properties = new Page();

        void ofPayload(String name, JsonCursor value) throws IOException {
            switch (name) {
                case "context" -> readObject(value, this::ofContext);
                case "properties" -> readObject(value, properties::read);
                default -> {
                    // Tells nothing.
                }
            }
        }

        private void ofContext(String name, JsonCursor value) throws IOException {
            switch (name) {
                case "ip" -> ip = text(value);
                case "userAgent" -> userAgent = text(value);
                case "campaign" -> readObject(value, this::ofCampaign);
                case "page" -> readObject(value, page::read);
                default -> {
                    // Tells nothing.
                }
            }
        }

        private void ofCampaign(String name, JsonCursor value) throws IOException {
            campaign = Campaigns.with(campaign, name, text(value));
        }

        Clues toClues(String requestIp, String requestUserAgent) {
            return new Clues(
                    ip.isEmpty() ? requestIp : ip, userAgent.isEmpty() ? requestUserAgent : userAgent, campaign());
        }

        private Campaign campaign() {
            if (!campaign.isNone()) {
                return campaign;
            }
            Campaign ofPage = page.campaign();
            return ofPage.isNone() ? properties.campaign() : ofPage;
        }
    }

    /** Where a page says with which parameters it was called. */
    private static final class Page {
        private String search = "";
        private String url = "";

        void read(String name, JsonCursor value) throws IOException {
            switch (name) {
                case "search" -> search = text(value);
                case "url" -> url = text(value);
                default -> {
                    // Tells nothing.
                }
            }
        }

        Campaign campaign() {
            return Campaigns.ofUrl(search.isEmpty() ? url : search);
        }
    }

    private static void readObject(JsonCursor value, JsonCursor.Member member) throws IOException {
        if (value.isObject()) {
            value.members(member);
        }
    }

    /** Empty unless it is a text. */
    private static String text(JsonCursor value) throws IOException {
        return value.isText() ? value.text() : "";
    }
}
