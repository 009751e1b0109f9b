package dev.cdp.e2e.docs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.e2e.stack.Json;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether a text is what a page shows. An ellipsis stands for anything: within a line for a part of it,
 * alone in a line for any number of lines, as a JSON value for any value, and as the name of a JSON member
 * for further ones. Runs of blanks and of table rules count as one, as widths follow from what varies.
 */
final class Expectation {
    private static final String ANY = "…";

    private Expectation() {}

    /** @param json whether both are compared as JSON, if the printed text is one JSON value */
    static boolean matches(String expected, String printed, boolean json) {
        if (json) {
            JsonNode value = valueOrNull(printed);
            if (value != null) {
                return matches(Json.parse(expected), value);
            }
        }
        return lines(tidy(expected), tidy(printed));
    }

    private static JsonNode valueOrNull(String text) {
        try {
            return Json.parse(text);
        } catch (IllegalArgumentException notOneValue) {
            return null;
        }
    }

    private static boolean matches(JsonNode expected, JsonNode actual) {
        if (expected.isTextual() && expected.asText().equals(ANY)) {
            return true;
        }
        if (expected.isTextual() && actual.isTextual()) {
            return pattern(expected.asText()).matcher(actual.asText()).matches();
        }
        if (expected.isObject() && actual.isObject()) {
            boolean open = expected.has(ANY);
            boolean all = expected.properties().stream()
                    .filter(member -> !member.getKey().equals(ANY))
                    .allMatch(member -> has(actual, member));
            return all && (open || expected.size() == actual.size());
        }
        if (expected.isArray() && actual.isArray()) {
            return expected.size() == actual.size()
                    && IntStream.range(0, expected.size()).allMatch(n -> matches(expected.get(n), actual.get(n)));
        }
        return expected.isNumber() && actual.isNumber()
                ? expected.asDouble() == actual.asDouble()
                : expected.equals(actual);
    }

    private static boolean has(JsonNode object, Map.Entry<String, JsonNode> member) {
        return object.has(member.getKey()) && matches(member.getValue(), object.get(member.getKey()));
    }

    private static boolean lines(List<String> expected, List<String> printed) {
        String all = expected.stream()
                .map(line -> line.equals(ANY) ? "(?:[^\n]*\n)*" : pattern(line).pattern() + "\n")
                .collect(Collectors.joining());
        return Pattern.matches(all, printed.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    /** A line in which an ellipsis stands for anything. */
    private static Pattern pattern(String line) {
        return Pattern.compile(
                List.of(line.split(ANY, -1)).stream().map(Pattern::quote).collect(Collectors.joining("[^\n]*")));
    }

    private static List<String> tidy(String text) {
        return text.strip()
                .lines()
                .map(line -> line.replaceAll("[\\s\\u00a0]+", " ")
                        .replaceAll("─+", "─")
                        .replaceAll("-{2,}", "--")
                        .strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
