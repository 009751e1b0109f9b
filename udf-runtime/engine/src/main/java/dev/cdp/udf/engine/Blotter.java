package dev.cdp.udf.engine;

import java.util.Collection;
import java.util.List;

/** Takes the values of secrets out of texts that leave a function: logs, messages, stacks. */
final class Blotter {
    /** A shorter value would blot out half of each text, and is none that a text could keep secret. */
    private static final int SHORTEST = 4;

    private volatile List<String> secrets = List.of();

    void learn(Collection<String> values) {
        secrets = values.stream()
                .filter(value -> value.length() >= SHORTEST)
                .sorted((a, b) -> b.length() - a.length())
                .toList();
    }

    String blot(String text) {
        String blotted = text;
        for (String secret : secrets) {
            blotted = blotted.replace(secret, "***");
        }
        return blotted;
    }
}
