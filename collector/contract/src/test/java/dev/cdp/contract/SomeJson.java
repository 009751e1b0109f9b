package dev.cdp.contract;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random JSON of all kinds, well-formed. */
public final class SomeJson {
    private static final String[] SPACES = {"", "", "", "", " ", "\n\t", "\r "};
    private static final String[] NUMBERS = {"0", "-1", "17", "2.50", "-0.001", "1e9", "3.1E-7", "123456789012345678901"
    };
    private static final String[] TEXTS = {
        "", "a", "Köln", "😀", "\\\"", "\\\\", "a\\/b", "\\u20ac", "\\n", "long enough"
    };

    private SomeJson() {}

    /** @param depth of objects and arrays at most */
    public static String value(Random random, int depth) {
        int kind = random.nextInt(depth > 0 ? 6 : 4);
        String value =
                switch (kind) {
                    case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
                    case 1 -> "true";
                    case 2 -> random.nextBoolean() ? "null" : "false";
                    case 3 -> text(random);
                    case 4 -> '[' + elements(random, depth, false) + ']';
                    default -> '{' + elements(random, depth, true) + '}';
                };
        return space(random) + value + space(random);
    }

    private static String elements(Random random, int depth, boolean named) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i ->
                        (named ? space(random) + text(random) + space(random) + ':' : "") + value(random, depth - 1))
                .collect(Collectors.joining(","));
    }

    private static String text(Random random) {
        return '"' + TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)] + '"';
    }

    private static String space(Random random) {
        return SPACES[random.nextInt(SPACES.length)];
    }
}
