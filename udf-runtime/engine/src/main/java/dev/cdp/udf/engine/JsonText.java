package dev.cdp.udf.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The little JSON that crosses to the prelude and back, so that no library is needed for it. */
final class JsonText {
    private JsonText() {}

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
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /** The text that {@link #string} has written. */
    static String unquoted(String json) {
        return strings(json).stream().findFirst().orElse("");
    }

    /** Names and values in turns, of what stringify makes of a list of pairs of strings. */
    static String[] pairs(String json) {
        return strings(json).toArray(String[]::new);
    }

    /** All strings in a JSON text that has nothing else of interest. */
    private static List<String> strings(String json) {
        List<String> found = new ArrayList<>();
        StringBuilder text = null;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (text == null) {
                text = c == '"' ? new StringBuilder() : null;
            } else if (c == '"') {
                found.add(text.toString());
                text = null;
            } else if (c == '\\') {
                i++;
                char escaped = json.charAt(i);
                if (escaped == 'u') {
                    text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                    i += 4;
                } else {
                    text.append(plain(escaped));
                }
            } else {
                text.append(c);
            }
        }
        return found;
    }

    private static char plain(char escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> escaped;
        };
    }
}
