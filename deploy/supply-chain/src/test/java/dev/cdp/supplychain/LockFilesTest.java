package dev.cdp.supplychain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What npm installs is what was locked, byte for byte, and none of it runs while it is installed. */
class LockFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"console", "deploy/demo", "deploy/e2e/sdk", "deploy/local/clickhouse", "deploy/local/geo"})
    void everythingIsLockedByItsContent(String folder) throws IOException {
        Path path = Path.of("../..").resolve(folder);
        JsonNode manifest = JSON.readTree(path.resolve("package.json").toFile());
        JsonNode lock = JSON.readTree(path.resolve("package-lock.json").toFile());
        JsonNode locked = lock.path("packages").path("");
        for (String kind : List.of("dependencies", "devDependencies", "optionalDependencies")) {
            assertThat(locked.path(kind)).as(kind + " of manifest and lock").isEqualTo(manifest.path(kind));
            manifest.path(kind).fields().forEachRemaining(one -> assertThat(
                            one.getValue().asText())
                    .as(one.getKey() + " is pinned")
                    .matches("\\d+\\.\\d+\\.\\d+(-[\\w.]+)?"));
        }
        assertThat(unsealed(lock)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "deploy/demo", "deploy/e2e/sdk"})
    void scriptsOfPackagesDoNotRun(String folder) throws IOException {
        assertThat(Files.readAllLines(Path.of("../..", folder, ".npmrc"))).contains("ignore-scripts=true");
    }

    private static List<String> unsealed(JsonNode lock) {
        List<String> unsealed = new ArrayList<>();
        Iterator<Map.Entry<String, JsonNode>> packages = lock.path("packages").fields();
        while (packages.hasNext()) {
            Map.Entry<String, JsonNode> one = packages.next();
            // What lies in another package's archive is sealed with that.
            boolean isInside =
                    one.getKey().isEmpty() || one.getValue().path("inBundle").asBoolean();
            if (!isInside && !one.getValue().path("integrity").asText().startsWith("sha512-")) {
                unsealed.add(one.getKey());
            }
        }
        return unsealed;
    }
}
