package dev.cdp.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pod's template with one container.
 *
 * @param where for messages
 * @param image of the container
 * @param limited whether its memory and processors have limits
 */
record Pod(
        String where,
        Map<String, String> labels,
        JsonNode spec,
        JsonNode container,
        String image,
        boolean limited,
        Set<String> volumes) {

    static Pod of(String where, JsonNode template, JsonNode claims) {
        JsonNode spec = template.path("spec");
        if (spec.path("containers").size() != 1) {
            throw new AssertionError(where + " has not one container");
        }
        JsonNode container = spec.path("containers").path(0);
        JsonNode limits = container.path("resources").path("limits");
        return new Pod(
                where,
                labels(template),
                spec,
                container,
                container.path("image").asText(),
                limits.has("cpu") && limits.has("memory"),
                Stream.concat(
                                Yaml.items(spec.path("volumes"))
                                        .map(volume -> volume.path("name").asText()),
                                Yaml.items(claims).map(claim -> claim.path("metadata")
                                        .path("name")
                                        .asText()))
                        .collect(Collectors.toSet()));
    }

    static Map<String, String> labels(JsonNode template) {
        Map<String, String> labels = new TreeMap<>();
        template.path("metadata")
                .path("labels")
                .fields()
                .forEachRemaining(
                        label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    /** Names of the variables that its container is given one by one. */
    List<JsonNode> variables() {
        return Yaml.items(container.path("env")).toList();
    }

    /** ConfigMaps of which it gets all entries as variables. */
    List<String> variablesFrom() {
        return Yaml.items(container.path("envFrom"))
                .map(from -> from.path("configMapRef").path("name").asText())
                .toList();
    }

    JsonNode probe(String kind) {
        return container.has(kind) ? container.get(kind).path("httpGet") : MissingNode.getInstance();
    }

    @Override
    public String toString() {
        return where;
    }
}
