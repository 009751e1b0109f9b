package dev.cdp.flink.enrichment;

import static dev.cdp.contract.JsonScanner.ascii;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.cdp.contract.Enrichment.Campaign;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.JsonScanner;
import java.io.IOException;

/**
 * Reads {@link Clues} from an event's payload, in the pass that reads the envelope, without building a tree. What the event's
 * own context says about its device wins over what the request showed: a server sends for others.
 *
 * <p>The campaign is {@code context.campaign}, else the utm parameters of {@code context.page}'s
 * search or url, else those of the properties' (a page event has them there).
 */
public final class ClueReader implements EnvelopeCodec.PayloadReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            // Names inside a payload are the clients': they must not fill the table of interned strings.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private static final byte[] CONTEXT = ascii("context");
    private static final byte[] PROPERTIES = ascii("properties");
    private static final byte[] IP = ascii("ip");
    private static final byte[] USER_AGENT = ascii("userAgent");
    private static final byte[] CAMPAIGN = ascii("campaign");
    private static final byte[] PAGE = ascii("page");
    private static final byte[] SEARCH = ascii("search");
    private static final byte[] URL = ascii("url");

    private Found found = new Found();

    /** The clues of an event that was read already; as many as there are before what can't be read. */
    public static Clues read(Envelope event) {
        ClueReader reader = new ClueReader();
        try (JsonParser parser = JSON.createParser(event.payload().utf8())) {
            parser.nextToken();
            reader.read(parser);
        } catch (IOException e) {
            // It was readable once; what could be read of it now is found.
        }
        return reader.clues(event);
    }

    @Override
    public void read(JsonParser payload) throws IOException {
        found = new Found();
        readObject(payload, found::ofPayload);
    }

    /** The same without a parser, whose part was a sixth of the processing job's chain. */
    @Override
    public boolean scan(byte[] json, int start, int end) {
        found = new Found();
        JsonScanner scanner = new JsonScanner(json, start, end);
        if (scanner.enterObject()) {
            while (scanner.nextMember()) {
                if (scanner.nameIs(CONTEXT)) {
                    found.scanContext(scanner);
                } else if (scanner.nameIs(PROPERTIES)) {
                    found.properties.scan(scanner);
                } else {
                    scanner.skipValue();
                }
            }
        }
        return !scanner.gaveUp() && scanner.isAtEnd();
    }

    /** What was found in it, and else in the request. */
    public Clues clues(Envelope event) {
        return found.toClues(event.ip(), event.userAgent());
    }

    private interface Member {
        void read(String name, JsonParser value) throws IOException;
    }

    private static void readMembers(JsonParser parser, Member member) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            member.read(name, parser);
            parser.skipChildren();
        }
    }

    /** What has been read so far of one event. */
    private static final class Found {
        private String ip = "";
        private String userAgent = "";
        private Campaign campaign = Campaign.NONE;
        private final Page page = new Page();
        private final Page properties = new Page();

        void ofPayload(String name, JsonParser value) throws IOException {
            switch (name) {
                case "context" -> readObject(value, this::ofContext);
                case "properties" -> readObject(value, properties::read);
                default -> {
                    // Tells nothing.
                }
            }
        }

        private void ofContext(String name, JsonParser value) throws IOException {
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

        void scanContext(JsonScanner scanner) {
            if (!scanner.enterObject()) {
                return;
            }
            while (scanner.nextMember()) {
                if (scanner.nameIs(IP)) {
                    ip = scanner.text();
                } else if (scanner.nameIs(USER_AGENT)) {
                    userAgent = scanner.text();
                } else if (scanner.nameIs(CAMPAIGN)) {
                    scanCampaign(scanner);
                } else if (scanner.nameIs(PAGE)) {
                    page.scan(scanner);
                } else {
                    scanner.skipValue();
                }
            }
        }

        private void scanCampaign(JsonScanner scanner) {
            if (scanner.enterObject()) {
                while (scanner.nextMember()) {
                    campaign = Campaigns.with(campaign, scanner.name(), scanner.text());
                }
            }
        }

        private void ofCampaign(String name, JsonParser value) {
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

        void read(String name, JsonParser value) {
            switch (name) {
                case "search" -> search = text(value);
                case "url" -> url = text(value);
                default -> {
                    // Tells nothing.
                }
            }
        }

        void scan(JsonScanner scanner) {
            if (!scanner.enterObject()) {
                return;
            }
            while (scanner.nextMember()) {
                if (scanner.nameIs(SEARCH)) {
                    search = scanner.text();
                } else if (scanner.nameIs(URL)) {
                    url = scanner.text();
                } else {
                    scanner.skipValue();
                }
            }
        }

        Campaign campaign() {
            return Campaigns.ofUrl(search.isEmpty() ? url : search);
        }
    }

    private static void readObject(JsonParser value, Member member) throws IOException {
        if (value.currentToken() == JsonToken.START_OBJECT) {
            readMembers(value, member);
        }
    }

    /** Empty unless it is a string. */
    private static String text(JsonParser value) {
        try {
            return value.currentToken() == JsonToken.VALUE_STRING ? value.getText() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
