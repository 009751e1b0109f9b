package dev.cdp.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Stream;

/** The pods that Flink makes of a FlinkDeployment: the common template, and over it that of the JobManager. */
final class FlinkPods {
    private FlinkPods() {}

    static Stream<Pod> of(JsonNode deployment) {
        return Stream.of("jobManager", "taskManager").map(part -> {
            JsonNode common = deployment.path("spec").path("podTemplate");
            JsonNode own = deployment.path("spec").path(part);
            JsonNode container = over(
                    common.path("spec").path("containers").path(0),
                    own.path("podTemplate").path("spec").path("containers").path(0));
            ObjectNode template = common.deepCopy();
            ObjectNode spec = (ObjectNode) template.path("spec");
            spec.putArray("containers").add(container);
            Pod pod = Pod.of(Manifests.name(deployment) + " " + part, template, MissingNode.getInstance());
            String cluster = deployment.path("metadata").path("name").asText();
            // Flink's own labels; its limits are what it is given, by kubernetes.*.limit-factor of 1.
            return new Pod(
                    pod.where(),
                    Map.of("app", cluster, "component", part.toLowerCase(java.util.Locale.ROOT)),
                    pod.spec(),
                    pod.container(),
                    deployment.path("spec").path("image").asText(),
                    own.path("resource").has("cpu") && own.path("resource").has("memory"),
                    pod.volumes());
        });
    }

    private static JsonNode over(JsonNode common, JsonNode own) {
        ObjectNode both = JsonNodeFactory.instance.objectNode();
        common.fields().forEachRemaining(field -> both.set(field.getKey(), field.getValue()));
        own.fields().forEachRemaining(field -> both.set(field.getKey(), field.getValue()));
        return both;
    }
}
