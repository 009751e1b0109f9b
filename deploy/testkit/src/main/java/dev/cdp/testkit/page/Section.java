package dev.cdp.testkit.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A heading and what stands under it.
 *
 * @param level 1 to 6; 0 of what stands before the first heading
 */
public record Section(int level, String heading, List<String> lines) {
    private static final Pattern BETWEEN_CELLS = Pattern.compile("(?<!\\\\)\\|");

    /** The rows of all its tables: cells by the heading of their column. */
    public List<Map<String, String>> rows() {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> columns = List.of();
        for (String line : lines) {
            if (!line.startsWith("|")) {
                columns = List.of();
            } else if (columns.isEmpty()) {
                columns = cells(line);
            } else if (!line.matches("\\|[-:| ]+\\|")) {
                rows.add(row(columns, cells(line)));
            }
        }
        return rows;
    }

    /** What an item of a list says, {@code - Name: text}; the empty text where there is none. */
    public String item(String name) {
        String start = "- " + name + ": ";
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst()
                .orElse("");
    }

    /** The code blocks of this language. */
    public List<String> blocks(String language) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        for (String line : lines) {
            if (block == null && line.matches("```" + Pattern.quote(language) + "( .*)?")) {
                block = new StringBuilder();
            } else if (block != null && line.startsWith("```")) {
                blocks.add(block.toString());
                block = null;
            } else if (block != null) {
                block.append(line).append('\n');
            }
        }
        return blocks;
    }

    private Map<String, String> row(List<String> columns, List<String> cells) {
        if (columns.size() != cells.size()) {
            throw new IllegalArgumentException("under '%s' a row has %d cells for %d columns: %s"
                    .formatted(heading, cells.size(), columns.size(), cells));
        }
        Map<String, String> row = new LinkedHashMap<>();
        IntStream.range(0, cells.size()).forEach(i -> row.put(columns.get(i), cells.get(i)));
        return row;
    }

    private static List<String> cells(String line) {
        String inner = line.strip().replaceAll("^\\||\\|$", "");
        return BETWEEN_CELLS
                .splitAsStream(inner)
                .map(cell -> cell.strip().replace("\\|", "|"))
                .toList();
    }
}
