package dev.cdp.testkit.page;

import dev.cdp.local.dist.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of docs/, as far as tests hold it against the code: its headings, tables and code blocks.
 *
 * @param name of the file
 * @param sections each heading with what stands under it up to the next heading of whatever level
 */
public record ReferencePage(String name, List<Section> sections) {
    private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.*)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** Reads a file of docs/, such as tables.md. */
    public static ReferencePage of(String name) {
        try {
            return parse(name, Files.readAllLines(folder().resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException("docs/" + name + " can't be read", e);
        }
    }

    /** The folder docs/ of the repository. */
    public static Path folder() {
        return Repository.find().resolve("docs");
    }

    static ReferencePage parse(String name, List<String> lines) {
        List<Section> sections = new ArrayList<>();
        String heading = "";
        int level = 0;
        boolean code = false;
        List<String> body = new ArrayList<>();
        for (String line : lines) {
            code ^= line.startsWith("```");
            Matcher next = HEADING.matcher(line);
            if (!code && next.matches()) {
                sections.add(new Section(level, heading, List.copyOf(body)));
                level = next.group(1).length();
                heading = next.group(2).strip();
                body.clear();
            } else {
                body.add(line);
            }
        }
        sections.add(new Section(level, heading, List.copyOf(body)));
        return new ReferencePage(name, List.copyOf(sections));
    }

    /**
     * The section of this heading, without those below it.
     *
     * @throws IllegalArgumentException when there is none, or more than one
     */
    public Section section(String heading) {
        List<Section> found = sections.stream()
                .filter(section -> section.heading().equals(heading))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("docs/%s has %d headings '%s'".formatted(name, found.size(), heading));
        }
        return found.get(0);
    }

    /** The sections one level below this heading, in their order. */
    public List<Section> below(String heading) {
        Section parent = section(heading);
        return sections.stream()
                .skip(sections.indexOf(parent) + 1L)
                .takeWhile(section -> section.level() > parent.level())
                .filter(section -> section.level() == parent.level() + 1)
                .toList();
    }

    /** All text but for code blocks. */
    public String text() {
        return sections.stream()
                .map(section -> section.heading() + '\n' + String.join("\n", section.lines()))
                .collect(Collectors.joining("\n"))
                .replaceAll("(?ms)^```.*?^```$", "");
    }

    /** What stands in backticks in a text, in its order. */
    public static List<String> codes(String text) {
        return CODE.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** The one word in backticks that a cell or heading holds; the empty text for one without any. */
    public static String code(String text) {
        List<String> codes = codes(text);
        if (codes.size() > 1) {
            throw new IllegalArgumentException("more than one name in: " + text);
        }
        return codes.isEmpty() ? "" : codes.get(0);
    }
}
