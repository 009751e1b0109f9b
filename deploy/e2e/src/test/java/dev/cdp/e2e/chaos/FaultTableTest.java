package dev.cdp.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of faults names each row of the catalogue, and tests that there are. */
class FaultTableTest {
    private static final int CATALOGUE = 51;
    private static final Path PROJECT = Path.of("..", "..");
    private static final Set<String> NOT_SOURCES = Set.of("target", "node_modules", ".git", ".cdp");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|(.*)$");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");

    private final String table;

    FaultTableTest() throws IOException {
        String text = Files.readString(Path.of("README.md"));
        table = text.substring(text.indexOf("## Faults"), text.indexOf("## Clients"));
    }

    @Test
    void everyRowOfTheCatalogueIsThereInItsOrder() {
        List<Integer> numbers =
                rows().map(row -> Integer.parseInt(row.group(1))).toList();
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, CATALOGUE).boxed().toList());
    }

    @Test
    void everyRowNamesATestOrSaysThatThereIsNone() {
        assertThat(rows().map(MatchResult::group))
                .allMatch(row -> TEST.matcher(row).find() || row.contains("**not tested**"));
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        assertThat(tests()).containsAll(names(TEST.matcher(table)));
    }

    private Stream<MatchResult> rows() {
        return ROW.matcher(table).results();
    }

    private static Set<String> names(Matcher matcher) {
        return matcher.results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Set<String> tests() throws IOException {
        Set<String> names = new HashSet<>();
        Files.walkFileTree(PROJECT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return NOT_SOURCES.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                names.add(file.getFileName().toString().replaceFirst("\\.java$", ""));
                return FileVisitResult.CONTINUE;
            }
        });
        return names;
    }
}
