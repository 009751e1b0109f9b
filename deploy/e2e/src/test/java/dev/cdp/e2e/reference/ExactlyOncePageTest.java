package dev.cdp.e2e.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.local.dist.Repository;
import dev.cdp.testkit.page.ReferencePage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An argument is worth what its tests are: those that docs/exactly-once.md names are there. */
class ExactlyOncePageTest {
    private static final ReferencePage PAGE = ReferencePage.of("exactly-once.md");
    private static final Pattern TEST = Pattern.compile("([A-Z]\\w*(?:Test|IT|Contract))(?:\\.(\\w+))?");
    private static final Pattern METHOD = Pattern.compile("void (\\w+)\\(");

    /** Methods by class, of all tests in the tree. */
    private static final Map<String, Set<String>> TESTS = new TreeMap<>();

    @BeforeAll
    static void readTests() throws IOException {
        Files.walkFileTree(Repository.find().root(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                return name.startsWith(".") || name.equals("target") || name.equals("node_modules")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().contains("src/test/java") && file.toString().endsWith(".java")) {
                    TESTS.put(file.getFileName().toString().replace(".java", ""), methods(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Test
    void eachNamedTestIsInTheTree() {
        List<String> missing = new ArrayList<>();
        List<Matcher> named = ReferencePage.codes(PAGE.text()).stream()
                .map(TEST::matcher)
                .filter(Matcher::matches)
                .toList();
        for (Matcher test : named) {
            Set<String> methods = TESTS.get(test.group(1));
            if (methods == null || test.group(2) != null && !methods.contains(test.group(2))) {
                missing.add(test.group());
            }
        }

        assertThat(named).hasSizeGreaterThan(50);
        assertThat(missing).isEmpty();
    }

    @Test
    void eachCrashPointNamesItsTestOrItsAssumption() {
        assertThat(PAGE.sections().stream()
                        .filter(section -> section.heading().startsWith("Hop "))
                        .flatMap(section -> section.rows().stream())
                        .filter(row -> ReferencePage.codes(row.get("shown by")).isEmpty())
                        .map(row -> row.get("dies")))
                .isEmpty();
    }

    private static Set<String> methods(Path file) {
        try {
            return METHOD.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
