package dev.cdp.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesIT {
    private static final String VERSION = "1.34";

    static Stream<Manifests> manifests() {
        return Manifests.all();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void schemasOfKubernetesPass(Manifests manifests) throws IOException {
        long ofTheOperator = manifests.resources().stream()
                .filter(resource -> resource.path("apiVersion").asText().startsWith("flink.apache.org/"))
                .count();
        Tool.Said said = validate(manifests.text());
        assertThat(said.exitCode()).as(said.output() + said.errors()).isZero();
        List<String> passed = (said.output() + said.errors())
                .lines()
                .filter(line -> line.contains(" passed for resource "))
                .toList();
        assertThat(passed)
                .as("all but the operator's own")
                .hasSize(manifests.resources().size() - (int) ofTheOperator);
    }

    @Test
    void unknownFieldWouldBeSeen() throws IOException {
        String text = Manifests.of("base").text();
        assertThat(text).contains("terminationGracePeriodSeconds");
        assertThat(validate(text.replace("terminationGracePeriodSeconds", "terminationGraceSeconds"))
                        .exitCode())
                .isNotZero();
    }

    @Test
    void allButTheNamespaceItselfStandsInOne() {
        Manifests.all()
                .flatMap(manifests -> manifests.resources().stream())
                .filter(resource -> !resource.path("kind").asText().equals("Namespace"))
                .forEach(resource -> assertThat(
                                resource.path("metadata").path("namespace").asText())
                        .as(Manifests.name(resource))
                        .isEqualTo("cdp"));
    }

    @Test
    void journalsStayWhenTheirCollectorsGo() {
        for (String folder : List.of("base", "overlays/small", "overlays/production")) {
            var spec = Manifests.of(folder).one("StatefulSet", "cdp-collector").path("spec");
            assertThat(spec.path("persistentVolumeClaimRetentionPolicy")
                            .path("whenScaled")
                            .asText())
                    .isEqualTo("Retain");
            assertThat(spec.path("persistentVolumeClaimRetentionPolicy")
                            .path("whenDeleted")
                            .asText())
                    .isEqualTo("Retain");
            assertThat(spec.has("replicas")).as("the autoscaler's number").isFalse();
            long limit = Yaml.items(spec.path("template")
                            .path("spec")
                            .path("containers")
                            .path(0)
                            .path("env"))
                    .filter(variable -> variable.path("name").asText().equals("JOURNAL_LIMIT_MB"))
                    .mapToLong(variable -> variable.path("value").asLong())
                    .findFirst()
                    .orElseThrow();
            String size = spec.path("volumeClaimTemplates")
                    .path(0)
                    .path("spec")
                    .path("resources")
                    .path("requests")
                    .path("storage")
                    .asText();
            assertThat(limit * 3 / 2)
                    .as("the limit and what stays after Kafka has it fit on the volume")
                    .isLessThan(gibibytes(size) * 1024);
        }
    }

    private static long gibibytes(String size) {
        assertThat(size).endsWith("Gi");
        return Long.parseLong(size.substring(0, size.length() - 2));
    }

    private static Tool.Said validate(String text) throws IOException {
        Path file = Files.createTempFile("manifests", ".yaml");
        Files.writeString(file, text);
        Tool.Said said = new Tool("kubernetes-validate").run(Map.of(), "--strict", "-k", VERSION, file.toString());
        Files.delete(file);
        return said;
    }
}
