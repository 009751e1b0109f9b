package dev.cdp.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PodsIT {
    static Stream<Pod> pods() {
        return Manifests.all().flatMap(Manifests::pods);
    }

    @Test
    void allAreSeen() {
        assertThat(Manifests.of("base").pods().map(Pod::image))
                .as("collector, admin, two set-up jobs, JobManager and TaskManager")
                .hasSize(6);
    }

    @ParameterizedTest
    @MethodSource("pods")
    void processHasNoRights(Pod pod) {
        JsonNode context = pod.spec().path("securityContext");
        assertThat(context.path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(context.path("runAsUser").asInt()).isEqualTo(userOfImage(pod));
        assertThat(context.path("seccompProfile").path("type").asText()).isEqualTo("RuntimeDefault");
        JsonNode container = pod.container().path("securityContext");
        assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(Yaml.items(container.path("capabilities").path("drop")).map(JsonNode::asText))
                .containsExactly("ALL");
        assertThat(pod.limited()).as("memory and processors have limits").isTrue();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void everyMountHasAVolumeAndTheOtherWayRound(Pod pod) {
        List<String> mounted = Yaml.items(pod.container().path("volumeMounts"))
                .map(mount -> mount.path("name").asText())
                .toList();
        assertThat(mounted).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(pod.volumes());
        assertThat(Yaml.items(pod.container().path("volumeMounts"))
                        .map(mount -> mount.path("mountPath").asText()))
                .as("Java needs a temporary folder")
                .contains("/tmp");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void imageIsOneOfOurs(Pod pod) {
        assertThat(pod.image())
                .matches("(registry\\.example\\.com/)?cdp-(collector|admin|flink):"
                        + System.getProperty("cdp.version").replace("-SNAPSHOT", ""));
        assertThat(dockerfile(pod)).exists();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void secretsComeByReferenceOnly(Pod pod) {
        for (JsonNode variable : pod.variables()) {
            if (variable.path("name").asText().matches(".*(PASSWORD|SECRET|JDBC_URL|WRITE_KEY).*")) {
                assertThat(variable.path("valueFrom")
                                .path("secretKeyRef")
                                .path("name")
                                .asText())
                        .as(variable.path("name").asText())
                        .isEqualTo("cdp-secrets");
            }
        }
    }

    @Test
    void noManifestHoldsASecret() {
        Manifests.all()
                .forEach(manifests -> assertThat(manifests.ofKind("Secret")).isEmpty());
        Manifests.all().flatMap(manifests -> manifests.ofKind("ConfigMap")).forEach(map -> map.path("data")
                .fieldNames()
                .forEachRemaining(name -> assertThat(name).doesNotContain("PASSWORD", "SECRET", "JDBC")));
    }

    /** Paths by the programs' own READMEs and tests; ports by their images. */
    @ParameterizedTest
    @MethodSource("pods")
    void probesAskWhatIsServed(Pod pod) {
        if (!Map.of("collector", 1, "admin", 1)
                .containsKey(pod.container().path("name").asText())) {
            return;
        }
        assertThat(pod.probe("startupProbe").path("path").asText()).isEqualTo("/health");
        assertThat(pod.probe("livenessProbe").path("path").asText()).isEqualTo("/health");
        assertThat(pod.probe("readinessProbe").path("path").asText()).isEqualTo("/ready");
        JsonNode port = pod.container().path("ports").path(0);
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(pod.probe(probe).path("port").asText())
                    .isEqualTo(port.path("name").asText());
        }
        assertThat(Checkout.text(dockerfile(pod)))
                .contains("EXPOSE " + port.path("containerPort").asText() + "\n");
        assertThat(routes(pod)).contains("\"/health\"", "\"/ready\"");
    }

    @Test
    void collectorHasTimeToAnswerAndToSend() {
        JsonNode spec = Manifests.of("base")
                .one("StatefulSet", "cdp-collector")
                .path("spec")
                .path("template")
                .path("spec");
        int before = spec.path("containers")
                .path(0)
                .path("lifecycle")
                .path("preStop")
                .path("sleep")
                .path("seconds")
                .asInt();
        // CDP_COLLECTOR_DRAIN's default, and the journal's CLOSE_TIMEOUT.
        assertThat(spec.path("terminationGracePeriodSeconds").asInt()).isGreaterThan(before + 15 + 10);
    }

    private static String routes(Pod pod) {
        String module = pod.image().contains("cdp-collector") ? "collector/server" : "admin";
        StringBuilder all = new StringBuilder();
        Checkout.under(Checkout.ROOT.resolve(module + "/src/main/java"), ".java")
                .forEach(file -> all.append(Checkout.text(file)));
        return all.toString();
    }

    static Path dockerfile(Pod pod) {
        return Checkout.DOCKER.resolve(pod.image().replaceAll(".*cdp-([a-z]+):.*", "$1") + ".Dockerfile");
    }

    private static int userOfImage(Pod pod) {
        return Checkout.text(dockerfile(pod))
                .lines()
                .filter(line -> line.startsWith("USER "))
                .map(line -> Integer.parseInt(line.substring("USER ".length()).split(":")[0]))
                .findFirst()
                .orElseThrow();
    }
}
