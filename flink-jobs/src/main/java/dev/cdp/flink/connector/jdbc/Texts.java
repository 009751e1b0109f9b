package dev.cdp.flink.connector.jdbc;

/** What no text of a database can hold, though JSON can. */
final class Texts {
    private static final String ESCAPE = "\\u";

    private Texts() {}

    static void check(String field, Object value) throws MisfitException {
        if (value instanceof String text) {
            check(field, text);
        } else if (value instanceof JsonText json) {
            check(field, json.value().contains(ESCAPE) ? unescaped(json.value()) : json.value());
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

    /** With the characters that stand as numbers; what other escapes stand for is not looked at. */
    private static String unescaped(String json) {
        StringBuilder text = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\\' && json.charAt(i + 1) == 'u') {
                text.append((char) Integer.parseInt(json, i + 2, i + 6, 16));
                i += 5;
            } else if (c == '\\') {
                i++;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static MisfitException nul(String field) {
        return new MisfitException(field, "a NUL character can't be stored");
    }
}
