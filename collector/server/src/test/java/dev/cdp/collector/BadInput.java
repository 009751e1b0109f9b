package dev.cdp.collector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A request that must be refused, and how: a row of {@code bad-inputs.txt}.
 *
 * @param name what is wrong with it
 * @param field of the answer, or empty
 * @param letter stage and reason of its dead letter, separated by a space; empty when it has none
 * @param error what the answer's message begins with
 * @param template of its body, in Latin-1: each character is a byte
 */
record BadInput(
        String name, String path, int status, String field, Optional<String> letter, String error, String template) {
    private static final Pattern PLACEHOLDER = Pattern.compile("<(?:(\\d+)\\*([^>]+)|([0-9A-F]{2})|(FIELDS)|(LATE))>");

    static List<BadInput> table() throws IOException {
        try (InputStream table = BadInput.class.getResourceAsStream("/bad-inputs.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(BadInput::row)
                    .toList();
        }
    }

    private static BadInput row(String line) {
        String[] cells = line.split(" \\| ", 7);
        return new BadInput(
                cells[0],
                cells[1],
                Integer.parseInt(cells[2]),
                text(cells[3]),
                cells[4].equals("none") ? Optional.empty() : Optional.of(cells[4]),
                text(cells[5]),
                text(cells[6]).replace('\'', '"'));
    }

    private static String text(String cell) {
        return cell.equals("-") ? "" : PLACEHOLDER.matcher(cell).replaceAll(found -> quote(expand(found)));
    }

    private static String quote(String text) {
        return text.replace("\\", "\\\\").replace("$", "\\$");
    }

    private static String expand(MatchResult found) {
        if (found.group(1) != null) {
            return found.group(2).repeat(Integer.parseInt(found.group(1)));
        }
        if (found.group(3) != null) {
            return String.valueOf((char) HexFormat.fromHexDigits(found.group(3)));
        }
        return found.group(4) != null
                ? IntStream.rangeClosed(0, 1_000)
                        .mapToObj(i -> "'f" + i + "':1")
                        .collect(Collectors.joining(","))
                : Instant.now().minus(Duration.ofHours(25)).toString();
    }

    byte[] body(String id) {
        return template.replace("ID", id).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether it is one event that a reader can find the end of, so that it can stand in a batch. */
    boolean isEvent() {
        return status == 400
                && !path.matches("/v1/(batch|import)")
                && !letter.orElse("").endsWith("malformed_json");
    }

    /** The event of a batch that it is. */
    String event(String id) {
        String type = path.substring("/v1/".length());
        return "{\"type\":\"" + type + "\"," + new String(body(id), StandardCharsets.UTF_8).substring(1);
    }
}
