package dev.cdp.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cdp.testkit.page.ReferencePage;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/operations.md has all arguments of the jobs, with their variables and defaults. */
class ArgumentsPageTest {
    private static final Pattern LINE = Pattern.compile("  --(\\S+)  (.*)");
    private static final Pattern DEFAULT = Pattern.compile("Default: (.*); environment");
    private static final Pattern VARIABLE = Pattern.compile("environment: ([A-Z_]+)");

    record Known(String name, String variable, String otherwise) {
        static Known written(Map<String, String> row) {
            return new Known(
                    ReferencePage.code(row.get("argument")).substring(2),
                    ReferencePage.code(row.get("variable")),
                    ReferencePage.code(row.get("default")));
        }

        static Known read(Matcher line) {
            return new Known(
                    line.group(1),
                    first(VARIABLE, line.group(2)),
                    first(DEFAULT, line.group(2)).replaceAll("^none$", ""));
        }

        private static String first(Pattern pattern, String text) {
            return pattern.matcher(text)
                    .results()
                    .map(match -> match.group(1))
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void pageSaysWhatHelpSays() {
        String help = catchThrowable(() -> JobArguments.parse(new String[] {"--help"}, Map.of()))
                .getMessage();
        List<Known> read = help.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(Known::read)
                .toList();

        assertThat(ReferencePage.of("operations.md").section("Flink jobs").rows().stream()
                        .map(Known::written))
                .containsExactlyInAnyOrderElementsOf(read);
        assertThat(read).hasSizeGreaterThan(20);
    }
}
