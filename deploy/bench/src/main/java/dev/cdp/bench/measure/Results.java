package dev.cdp.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The file of results: a JSON list of {@code {name, value, unit, reference, ratio, target, ok, min, max,
 * rounds, ratio_min, ratio_max, share, commit, jdk}}; value, reference and ratio are medians of the rounds, share is what
 * there is of what the target asks. Each row says what it was measured on, as a run may measure some of them only: those replace
 * their former selves, the others stay.
 */
public record Results(Path file) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public void write(List<Row> rows, Provenance provenance) throws IOException {
        Set<String> measured = rows.stream().map(Row::name).collect(Collectors.toSet());
        ArrayNode all = JSON.createArrayNode();
        for (JsonNode former : existing()) {
            if (!measured.contains(former.path("name").asText())) {
                all.add(former);
            }
        }
        rows.forEach(row -> all.add(json(row, provenance)));
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
    }

    private JsonNode existing() throws IOException {
        return Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.createArrayNode();
    }

    private static ObjectNode json(Row row, Provenance provenance) {
        return JSON.createObjectNode()
                .put("name", row.name())
                .put("value", rounded(row.value()))
                .put("unit", row.unit())
                .put("reference", rounded(row.reference()))
                .put("ratio", rounded(row.ratio()))
                .put("target", row.target() == null ? null : row.target().text())
                .put("ok", row.ok())
                .put("min", rounded(row.values().least()))
                .put("max", rounded(row.values().most()))
                .put("rounds", row.values().values().size())
                .put(
                        "ratio_min",
                        row.references() == null ? null : rounded(row.ratios().least()))
                .put(
                        "ratio_max",
                        row.references() == null ? null : rounded(row.ratios().most()))
                .put("share", row.target() == null ? null : rounded(row.target().shareOf(row)))
                .put("commit", provenance.commit())
                .put("jdk", provenance.jdk());
    }

    /** To three digits behind the point: no figure here is better than that. */
    private static Double rounded(Double figure) {
        return figure == null ? null : Math.round(figure * 1_000) / 1_000.0;
    }
}
