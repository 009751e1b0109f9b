package dev.cdp.supplychain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What deploy/SECURITY.md calls a proof is there. */
class SecurityDocumentTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern PROOF = Pattern.compile("`(\\w+(?:Test|IT))#(\\w+)`");
    private static final Pattern SETTING = Pattern.compile("`([A-Z]+(?:_[A-Z]+)+)`");
    private static final int LEAST = 60;

    @Test
    void everyTestThatItNamesIsThere() throws IOException {
        Map<String, List<String>> tests = sources("src/test", ".java");
        List<String> missing = new ArrayList<>();
        int named = 0;
        Matcher proofs = PROOF.matcher(document());
        while (proofs.find()) {
            named++;
            Pattern method = Pattern.compile("void " + proofs.group(2) + "\\(");
            boolean isThere = tests.getOrDefault(proofs.group(1) + ".java", List.of()).stream()
                    .anyMatch(code -> method.matcher(code).find());
            if (!isThere) {
                missing.add(proofs.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(LEAST);
    }

    @Test
    void everySettingThatItNamesIsRead() throws IOException {
        String code =
                sources("src/main", "").values().stream().flatMap(List::stream).reduce("", (all, one) -> all + one);
        List<String> unknown = new ArrayList<>();
        Matcher settings = SETTING.matcher(document());
        while (settings.find()) {
            if (!code.contains(settings.group(1))) {
                unknown.add(settings.group(1));
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static String document() throws IOException {
        return Files.readString(ROOT.resolve("deploy/SECURITY.md"));
    }

    /** Java and properties files by their names. */
    private static Map<String, List<String>> sources(String under, String ending) throws IOException {
        Map<String, List<String>> sources = new HashMap<>();
        for (String module : List.of("collector", "udf-runtime", "flink-jobs", "admin", "deploy")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
                for (Path file : files.filter(
                                file -> isSource(file, under) && file.toString().endsWith(ending))
                        .toList()) {
                    sources.computeIfAbsent(file.getFileName().toString(), name -> new ArrayList<>())
                            .add(Files.readString(file));
                }
            }
        }
        return sources;
    }

    private static boolean isSource(Path file, String under) {
        String path = file.toString().replace('\\', '/');
        return path.contains("/" + under + "/")
                && !path.contains("/node_modules/")
                && (path.endsWith(".java") || path.endsWith(".properties"));
    }
}
