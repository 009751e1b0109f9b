package dev.cdp.e2e.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.local.dist.Repository;
import dev.cdp.testkit.page.ReferencePage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each program's settings in docs/operations.md are those that its code reads, with the same defaults. Those of the jobs
 * are held by ArgumentsPageTest, which can ask them.
 */
class SettingsPageTest {
    private static final ReferencePage PAGE = ReferencePage.of("operations.md");

    /** In a file of properties: a default with a colon stands between backticks. */
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([A-Z_]+):(`?)(.*?)\\2}");

    private static final Pattern ENVIRONMENT =
            Pattern.compile("getOrDefault\\(\\s*\"([A-Z_]+)\",\\s*\"([^\"]*)\"\\s*\\)");

    private static final Pattern STACK =
            Pattern.compile("\\b(?:text|integer|port|millis)\\(\\s*\"([A-Z_]+)\",\\s*\"?([^\")]*)\"?\\s*\\)");

    @Test
    void thoseOfTheCollector() throws IOException {
        assertThat(written("Collector")).isEqualTo(read("collector/server/src/main"));
    }

    @Test
    void thoseOfTheAdminServiceAndItsCommands() throws IOException {
        assertThat(written("Admin service and its commands")).isEqualTo(read("admin/src/main"));
    }

    @Test
    void thoseOfTheEmbeddedStack() throws IOException {
        assertThat(written("Embedded stack")).isEqualTo(read("deploy/local/src/main"));
    }

    private static Map<String, String> written(String program) {
        return PAGE.section(program).rows().stream()
                .collect(Collectors.toMap(
                        row -> ReferencePage.code(row.get("variable")),
                        row -> ReferencePage.code(row.get("default")),
                        (a, b) -> a + " and " + b,
                        TreeMap::new));
    }

    /** Two defaults of one variable are both there, so that the page can't be right. */
    private static Map<String, String> read(String folder) throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Repository.find().resolve(folder))) {
            files.filter(file -> file.toString().matches(".*\\.(java|properties)"))
                    .forEach(file -> read(file, defaults));
        }
        return defaults;
    }

    private static void read(Path file, Map<String, String> defaults) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PROPERTY.matcher(text)
                .results()
                .forEach(match -> defaults.merge(match.group(1), match.group(3), SettingsPageTest::same));
        Stream.of(ENVIRONMENT, STACK)
                .flatMap(pattern -> pattern.matcher(text).results())
                .forEach(match ->
                        defaults.merge(match.group(1), match.group(2).replace("_", ""), SettingsPageTest::same));
    }

    private static String same(String a, String b) {
        return a.equals(b) ? a : a + " and " + b;
    }
}
