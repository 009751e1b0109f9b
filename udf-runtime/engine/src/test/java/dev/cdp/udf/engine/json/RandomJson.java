package dev.cdp.udf.engine.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** JSON texts that look alike without being the same: members come, go, change places and types. */
final class RandomJson {
    /** A key that is an array's index. */
    static final String INDEX = "\"7\"";

    private static final List<String> KEYS = List.of(
            "type", "event", "context", "properties", "ip", "total", "products", "ä", "q\\\"uote", "a\\u0062c", "7");
    private static final List<String> TEXTS = List.of(
            "", "track", "Zürich €", "😀", "\\n\\t\\\\\\\"", "\\u0001\\ud83d", "a much longer text with \\/ in it");
    private static final int MOST_DEPTH = 5;

    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    String object() {
        return object(0);
    }

    private String object(int depth) {
        List<String> members = new ArrayList<>();
        for (String key : KEYS) {
            if (random.nextInt(3) > 0) {
                members.add(space() + '"' + key + '"' + space() + ':' + value(depth + 1));
            }
        }
        if (random.nextInt(4) == 0 && members.size() > 1) {
            members.add(random.nextInt(members.size()), members.remove(0));
        }
        if (random.nextInt(8) == 0 && !members.isEmpty()) {
            members.add("\"" + KEYS.get(0) + "\":" + value(depth + 1));
        }
        return '{' + String.join(",", members) + space() + '}';
    }

    private String value(int depth) {
        int kind = random.nextInt(depth < MOST_DEPTH ? 9 : 6);
        return space()
                + switch (kind) {
                    case 0, 1 -> '"' + TEXTS.get(random.nextInt(TEXTS.size())) + '"';
                    case 2 -> Integer.toString(random.nextInt(2_000) - 1_000);
                    case 3 -> Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
                    case 4 -> random.nextBoolean() ? "true" : "null";
                    case 5 -> Long.toString(random.nextLong());
                    case 6, 7 -> object(depth);
                    default -> array(depth);
                };
    }

    private String array(int depth) {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(value(depth + 1));
        }
        return '[' + String.join(",", elements) + space() + ']';
    }

    private String space() {
        return random.nextInt(10) == 0 ? " \n" : "";
    }
}
