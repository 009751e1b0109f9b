package dev.cdp.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @TempDir
    private Path directory;

    private Path file;
    private Results results;

    @BeforeEach
    void inAFolderThatIsNotThereYet() {
        file = directory.resolve("results/bench.json");
        results = new Results(file);
    }

    @Test
    void aRowSaysWhatItWasMeasuredOn() throws IOException {
        Samples values = new Samples(List.of(1.23456));
        results.write(
                List.of(Row.of("speed", values, "m/s", new Samples(List.of(2.0)), Target.ratioAtLeast(0.5))),
                new Provenance("abc", "17"));

        assertThat(read()).isEqualTo(new ObjectMapper().readTree("""
                [{"name": "speed", "value": 1.235, "unit": "m/s", "reference": 2.0, "ratio": 0.617,
                  "target": "ratio >= 0.5", "ok": true, "min": 1.235, "max": 1.235, "rounds": 1,
                  "ratio_min": 0.617, "ratio_max": 0.617, "share": 1.235, "commit": "abc", "jdk": "17"}]
                """));
    }

    @Test
    void whatARowLacksIsNull() throws IOException {
        results.write(List.of(row("size", 3)), new Provenance("abc", "17"));

        JsonNode row = read().get(0);
        assertThat(List.of("reference", "ratio", "target", "ok"))
                .allMatch(name -> row.path(name).isNull());
    }

    @Test
    void aRunThatMeasuresSomeRowsKeepsTheOthers() throws IOException {
        results.write(List.of(row("a", 1), row("b", 1)), new Provenance("old", "17"));
        results.write(List.of(row("b", 2)), new Provenance("new", "21"));

        assertThat(read().findValuesAsText("name")).containsExactly("a", "b");
        assertThat(read().findValuesAsText("commit")).containsExactly("old", "new");
        assertThat(read().get(1).path("value").asDouble()).isEqualTo(2);
    }

    private static Row row(String name, double value) {
        return Row.of(name, new Samples(List.of(value)), "", null);
    }

    private JsonNode read() throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}
