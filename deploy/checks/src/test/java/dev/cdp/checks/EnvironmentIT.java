package dev.cdp.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A variable that nobody reads is a setting that does not hold. */
class EnvironmentIT {
    private static final Pattern NAME = Pattern.compile("\\b(?:CDP|JOURNAL|BATCH|PAYLOAD|RECORD|LOG)_[A-Z][A-Z_]+\\b");
    private static final Map<String, String> SOURCES = Map.of(
            "collector", "collector/server/src/main",
            "admin", "admin/src/main",
            "flink", "flink-jobs/src/main");
    /** Of the image, for people and scripts in it. */
    private static final Set<String> SCRIPTS = Set.of("FLINK_HOME", "PATH");

    private static final Map<String, Set<String>> READ = new ConcurrentHashMap<>();
    private static final List<String> PROGRAMS = List.of("collector", "admin", "flink");

    static Stream<Pod> pods() {
        return Manifests.all().flatMap(Manifests::pods);
    }

    @ParameterizedTest
    @MethodSource("pods")
    void podsProgramReadsWhatItIsGiven(Pod pod) {
        Set<String> read = readBy(program(pod.image()));
        assertThat(pod.variables().stream()
                        .map(variable -> variable.path("name").asText()))
                .allSatisfy(name -> assertThat(read).contains(name));
    }

    @Test
    void entriesOfTheConfigMapAreRead() {
        Set<String> all = new TreeSet<>();
        PROGRAMS.forEach(program -> all.addAll(readBy(program)));
        Manifests.all().flatMap(manifests -> manifests.ofKind("ConfigMap")).forEach(map -> map.path("data")
                .fieldNames()
                .forEachRemaining(name -> assertThat(all).contains(name)));
    }

    @Test
    void containersOfComposeReadWhatTheyAreGiven() {
        ComposeIT.services().forEach(name -> {
            var service = ComposeIT.file().path("services").path(name);
            if (ComposeIT.isOurs(service)) {
                Set<String> read = readBy(program(service.path("image").asText()));
                service.path("environment")
                        .fieldNames()
                        .forEachRemaining(variable -> assertThat(read).as(name).contains(variable));
            }
        });
    }

    @Test
    void imagesSetWhatTheirProgramsRead() {
        for (Path dockerfile : Checkout.dockerfiles()) {
            Set<String> read = readBy(dockerfile.getFileName().toString().replace(".Dockerfile", ""));
            String environment = Checkout.text(dockerfile)
                    .replace("\\\n", " ")
                    .lines()
                    .filter(line -> line.startsWith("ENV "))
                    .reduce("", (a, b) -> a + " " + b);
            List<String> names = Pattern.compile("(\\w+)=")
                    .matcher(environment)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(names).isNotEmpty();
            assertThat(names).filteredOn(name -> !SCRIPTS.contains(name)).allSatisfy(name -> assertThat(read)
                    .as(dockerfile.toString())
                    .contains(name));
        }
    }

    private static String program(String image) {
        return image.replaceAll(".*cdp-([a-z]+):.*", "$1");
    }

    /** Names of settings that stand in the program's source, but for those that only comments tell of. */
    private static Set<String> readBy(String program) {
        return READ.computeIfAbsent(program, EnvironmentIT::inSourcesOf);
    }

    private static Set<String> inSourcesOf(String program) {
        Set<String> names = new TreeSet<>();
        Path source = Checkout.ROOT.resolve(SOURCES.get(program));
        Stream.concat(
                        Checkout.under(source, ".java").stream(),
                        Checkout.under(source, "application.properties").stream())
                .flatMap(file -> Checkout.text(file).lines())
                .filter(line -> !line.strip().startsWith("*")
                        && !line.strip().startsWith("//")
                        && !line.strip().startsWith("#"))
                .forEach(line -> {
                    Matcher matcher = NAME.matcher(line);
                    while (matcher.find()) {
                        names.add(matcher.group());
                    }
                });
        return names;
    }
}
