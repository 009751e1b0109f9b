package dev.cdp.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What kustomize makes of a folder.
 *
 * @param text as `kubectl apply` would get it
 */
record Manifests(String folder, String text, List<JsonNode> resources) {
    static final List<String> FOLDERS = List.of("base", "overlays/small", "overlays/production", "drain");
    private static final Map<String, Manifests> BUILT = new ConcurrentHashMap<>();

    static Manifests of(String folder) {
        return BUILT.computeIfAbsent(folder, name -> {
            Tool.Said built = new Tool("kubectl")
                    .run(Map.of(), "kustomize", Checkout.K8S.resolve(name).toString());
            assertThat(built.exitCode()).as(built.errors()).isZero();
            return new Manifests(name, built.output(), Yaml.documents(built.output()));
        });
    }

    static Stream<Manifests> all() {
        return FOLDERS.stream().map(Manifests::of);
    }

    Stream<JsonNode> ofKind(String kind) {
        return resources.stream()
                .filter(resource -> resource.path("kind").asText().equals(kind));
    }

    JsonNode one(String kind, String name) {
        return ofKind(kind)
                .filter(resource ->
                        resource.path("metadata").path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(folder + " has no " + kind + " " + name));
    }

    /** All that are started, those of the operator included. */
    Stream<Pod> pods() {
        return Stream.concat(
                resources.stream()
                        .filter(resource -> resource.path("spec")
                                .path("template")
                                .path("spec")
                                .has("containers"))
                        .map(resource -> Pod.of(
                                folder + " " + name(resource),
                                resource.path("spec").path("template"),
                                resource.path("spec").path("volumeClaimTemplates"))),
                ofKind("FlinkDeployment").flatMap(FlinkPods::of));
    }

    static String name(JsonNode resource) {
        return resource.path("kind").asText() + " "
                + resource.path("metadata").path("name").asText();
    }

    @Override
    public String toString() {
        return folder;
    }
}
