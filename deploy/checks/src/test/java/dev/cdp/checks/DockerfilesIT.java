package dev.cdp.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DockerfilesIT {
    static List<Path> dockerfiles() {
        return Checkout.dockerfiles();
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void hadolintFindsNothing(Path dockerfile) {
        Tool.Said said = new Tool("hadolint").run(Map.of(), "--no-color", dockerfile.toString());
        assertThat(said.output() + said.errors()).isEmpty();
        assertThat(said.exitCode()).isZero();
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void processHasNoRightsAndNoShellBeforeIt(Path dockerfile) {
        List<String> last = lastStage(dockerfile);
        assertThat(last)
                .as("user by number, as Kubernetes can't know a name's")
                .anyMatch(line -> line.matches("USER [1-9]\\d*:[1-9]\\d*"));
        assertThat(last)
                .filteredOn(line -> line.startsWith("ENTRYPOINT"))
                .singleElement()
                .asString()
                .startsWith("ENTRYPOINT [\"");
        int user = last.indexOf(last.stream()
                .filter(line -> line.startsWith("USER "))
                .findFirst()
                .orElseThrow());
        assertThat(last.subList(user, last.size()))
                .as("nothing is installed as that user")
                .noneMatch(line -> line.startsWith("RUN "));
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void whatIsCopiedFromTheCheckoutIsThereAndNotIgnored(Path dockerfile) {
        List<String> allowed = Checkout.text(Checkout.ROOT.resolve(".dockerignore"))
                .lines()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        assertThat(Checkout.text(dockerfile)
                        .lines()
                        .filter(line -> line.startsWith("COPY ") && !line.contains("--from=")))
                .isNotEmpty()
                .allSatisfy(line -> {
                    List<String> words =
                            List.of(line.substring("COPY ".length()).split(" "));
                    for (String source : words.subList(0, words.size() - 1)) {
                        assertThat(Checkout.ROOT.resolve(source)).exists();
                        assertThat(source.equals(".") || allowed.stream().anyMatch(pattern -> matches(pattern, source)))
                                .as(source + " is in .dockerignore's exceptions")
                                .isTrue();
                    }
                });
    }

    @Test
    void everyModuleOfTheReactorIsInTheContext() {
        List<String> allowed = Checkout.text(Checkout.ROOT.resolve(".dockerignore"))
                .lines()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        List<String> modules = Checkout.text(Checkout.ROOT.resolve("pom.xml"))
                .lines()
                .filter(line -> line.contains("<module>"))
                .map(line -> line.replaceAll(".*<module>(.*)</module>.*", "$1"))
                .toList();
        assertThat(modules).isNotEmpty().allSatisfy(module -> assertThat(allowed)
                .as("Maven refuses to start when a module's POM is missing: " + module)
                .anyMatch(pattern -> matches(pattern, module + "/pom.xml")));
    }

    private static boolean matches(String pattern, String path) {
        return path.equals(pattern)
                || path.startsWith(pattern + "/")
                || path.matches(pattern.replace(".", "\\.").replace("*", "[^/]*"));
    }

    private static List<String> lastStage(Path dockerfile) {
        List<String> lines = Checkout.text(dockerfile).lines().toList();
        int from = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("FROM ")) {
                from = i;
            }
        }
        return lines.subList(from, lines.size());
    }
}
