package dev.cdp.flink.enrichment;

import dev.cdp.contract.Enrichment.UserAgent;
import java.util.Locale;
import java.util.regex.Pattern;
import ua_parser.Client;
import ua_parser.Parser;

/**
 * Tells programs by their user agent, with the patterns of uap-core. About a millisecond each, so
 * answers are to be kept: see {@link Recent}. May be used by several threads.
 */
final class UserAgents implements UserAgentLookup {
    /** Real ones are shorter; a longer one would only cost the patterns time. */
    private static final int MAX_CHARS = 512;

    /** What the patterns answer when they know nothing. */
    private static final String OTHER = "Other";

    private static final String BOT_DEVICE = "Spider";

    /** Programs that the patterns know as clients, not as bots. */
    private static final Pattern HEADLESS = Pattern.compile("headless|phantomjs|puppeteer|playwright|selenium");

    private final Parser parser = new Parser();

    @Override
    public UserAgent find(String text) {
        String cut = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
        Client client = parser.parse(cut);
        boolean bot = BOT_DEVICE.equals(client.device.family)
                || HEADLESS.matcher(cut.toLowerCase(Locale.ROOT)).find();
        return new UserAgent(
                known(client.userAgent.family),
                known(client.userAgent.major),
                known(client.os.family),
                known(client.os.major),
                known(client.device.family),
                bot);
    }

    private static String known(String text) {
        return text == null || text.equals(OTHER) ? "" : text;
    }
}
