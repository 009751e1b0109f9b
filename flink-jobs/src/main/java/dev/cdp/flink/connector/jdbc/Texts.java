package dev.cdp.flink.connector.jdbc;

/** What no text of a database can hold, though JSON can. */
final class Texts {
    private static final String ESCAPED_NUL = "\\u0000";

    private Texts() {}

    static void check(String field, Object value) throws MisfitException {
        if (value instanceof String text) {
            check(field, text);
        } else if (value instanceof JsonText json) {
            check(field, json.value());
            if (hasEscapedNul(json.value())) {
                throw nul(field);
            }
        }
    }

    private static void check(String field, String text) throws MisfitException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw nul(field);
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new MisfitException(field, "half a character (a lone surrogate) can't be stored");
                }
                i++;
            }
        }
    }

    /** An escape whose backslash is not itself escaped. */
    private static boolean hasEscapedNul(String json) {
        for (int at = json.indexOf(ESCAPED_NUL); at >= 0; at = json.indexOf(ESCAPED_NUL, at + 1)) {
            int backslashes = 1;
            while (at >= backslashes && json.charAt(at - backslashes) == '\\') {
                backslashes++;
            }
            if (backslashes % 2 == 1) {
                return true;
            }
        }
        return false;
    }

    private static MisfitException nul(String field) {
        return new MisfitException(field, "a NUL character can't be stored");
    }
}
