package dev.cdp.udf;

import java.util.Map;
import java.util.stream.Collectors;

/** Writes strings as JSON; all that is needed here, so that this module needs no library. */
final class Json {
    private static final char FIRST_PRINTABLE = ' ';

    private Json() {}

    static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> string(member.getKey()) + ':' + string(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    static String string(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
