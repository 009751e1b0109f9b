package dev.cdp.supplychain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What one program is made of, in CycloneDX's JSON. */
record Bom(String program, List<Component> components) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A library.
     *
     * @param name with its group: {@code org.example:library} or {@code @scope/library}
     * @param licences any of which may be chosen: SPDX ids or expressions, or names where a library uses its own
     */
    record Component(String name, String version, Set<String> licences) {}

    static Bom read(Path file) throws IOException {
        JsonNode bom = JSON.readTree(file.toFile());
        List<Component> components = new ArrayList<>();
        for (JsonNode one : bom.path("components")) {
            components.add(new Component(name(one), one.path("version").asText(), licences(one)));
        }
        return new Bom(file.getFileName().toString().replace(".cdx.json", ""), components);
    }

    String version(String name) {
        return components.stream()
                .filter(one -> one.name().equals(name))
                .map(Component::version)
                .findFirst()
                .orElse("none");
    }

    private static String name(JsonNode component) {
        String group = component.path("group").asText();
        String name = component.path("name").asText();
        return group.isEmpty() || group.startsWith("@") ? name : group + ':' + name;
    }

    private static Set<String> licences(JsonNode component) {
        Set<String> licences = new TreeSet<>();
        for (JsonNode one : component.path("licenses")) {
            JsonNode licence = one.path("license");
            for (String text : List.of(
                    licence.path("id").asText(),
                    licence.path("name").asText(),
                    one.path("expression").asText())) {
                if (!text.isEmpty()) {
                    licences.add(text);
                }
            }
        }
        return licences;
    }
}
