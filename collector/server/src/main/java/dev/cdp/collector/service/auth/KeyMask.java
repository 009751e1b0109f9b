package dev.cdp.collector.service.auth;

/** Takes write keys out of a text that is kept or logged. */
public final class KeyMask {
    public static final String MASK = "****";

    private static final String MEMBER = "\"writeKey\"";

    private KeyMask() {}

    /** The text without this key anywhere. */
    public static String known(String text, String key) {
        return key.isEmpty() ? text : text.replace(key, MASK);
    }

    /**
     * The text without this key anywhere, and without the text of any {@code writeKey} member: that may
     * be another key.
     */
    public static String members(String text, String key) {
        String masked = known(text, key);
        int member = masked.indexOf(MEMBER);
        if (member < 0) {
            return masked;
        }
        StringBuilder out = new StringBuilder(masked.length());
        int copied = 0;
        while (member >= 0) {
            int value = valueAfter(masked, member + MEMBER.length());
            if (value >= 0) {
                out.append(masked, copied, value).append(MASK);
                copied = endOfString(masked, value);
            }
            member = masked.indexOf(MEMBER, Math.max(copied, member + MEMBER.length()));
        }
        return out.append(masked, copied, masked.length()).toString();
    }

    /** Where the text of a string begins that follows a colon; -1 when something else does. */
    private static int valueAfter(String text, int name) {
        int colon = skipSpace(text, name);
        if (colon == text.length() || text.charAt(colon) != ':') {
            return -1;
        }
        int quote = skipSpace(text, colon + 1);
        return quote == text.length() || text.charAt(quote) != '"' ? -1 : quote + 1;
    }

    private static int skipSpace(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Where its closing quote stands, or the text ends. */
    private static int endOfString(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, text.length());
    }
}
