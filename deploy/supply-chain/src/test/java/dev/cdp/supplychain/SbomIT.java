package dev.cdp.supplychain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bills of materials that this build has made. */
class SbomIT {
    private static final Path ROOT = Path.of("../..");
    private static final Map<String, Bom> BOMS = new HashMap<>();

    @BeforeAll
    static void collect() throws Exception {
        Process collect = new ProcessBuilder(ROOT.resolve("deploy/sbom.sh").toString())
                .inheritIO()
                .start();
        assertThat(collect.waitFor()).as("exit of deploy/sbom.sh").isZero();
        try (Stream<Path> files = Files.list(ROOT.resolve("target/sbom"))) {
            for (Path file : files.toList()) {
                Bom bom = Bom.read(file);
                BOMS.put(bom.program(), bom);
            }
        }
    }

    @Test
    void eachProgramHasOne() {
        assertThat(BOMS.keySet())
                .containsExactlyInAnyOrder("collector", "flink-jobs", "admin", "udf-runtime-engine", "console", "demo");
    }

    @Test
    void eachListsWhatItIsMadeOfInTheVersionsOfThePom() throws IOException {
        Map<String, String> pom = properties(ROOT.resolve("pom.xml"));
        assertVersion("flink-jobs", "org.apache.flink:flink-streaming-java", pom.get("flink.version"));
        assertVersion("flink-jobs", "org.apache.flink:flink-connector-kafka", pom.get("flink.kafka.version"));
        assertVersion("udf-runtime-engine", "org.graalvm.polyglot:polyglot", pom.get("graaljs.version"));
        for (String program : List.of("collector", "flink-jobs", "admin")) {
            assertVersion(program, "org.apache.kafka:kafka-clients", pom.get("kafka.version"));
            assertVersion(program, "org.postgresql:postgresql", pom.get("postgresql.version"));
            assertVersion(program, "org.redisson:redisson", pom.get("redisson.version"));
        }
        for (String program : List.of("collector", "admin")) {
            assertVersion(program, "io.netty:netty-codec-http", pom.get("netty.version"));
            String core = properties(
                            ROOT.resolve(program.equals("admin") ? "admin/pom.xml" : "collector/server/pom.xml"))
                    .get("micronaut.core.version");
            assertVersion(program, "io.micronaut:micronaut-http-server-netty", core);
        }
        assertThat(BOMS.get("console").version("react")).isNotEqualTo("none");
        assertThat(BOMS.get("console").version("vitest"))
                .as("it is not shipped")
                .isEqualTo("none");
        assertThat(BOMS.get("admin").version("org.junit.jupiter:junit-jupiter")).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"console, console", "demo, deploy/demo"})
    void whatTheLockFileSaysIsShippedIsListed(String program, String folder) throws IOException {
        JsonNode lock = new ObjectMapper()
                .readTree(ROOT.resolve(folder).resolve("package-lock.json").toFile());
        lock.path("packages").fields().forEachRemaining(one -> {
            boolean isBuilding = one.getValue().path("dev").asBoolean()
                    || one.getValue().path("devOptional").asBoolean();
            if (!one.getKey().isEmpty() && !isBuilding) {
                String name = one.getKey().replaceFirst("^.*node_modules/", "");
                assertThat(BOMS.get(program).components())
                        .extracting(component -> component.name() + ' ' + component.version())
                        .contains(name + ' ' + one.getValue().path("version").asText());
            }
        });
    }

    @Test
    void everyLibraryMayBeUsedUnderALicenceOfTheList() throws IOException {
        Set<String> allowed = Files.readAllLines(Path.of("licences.txt")).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .collect(Collectors.toSet());
        Set<String> refused = new TreeSet<>();
        for (Bom bom : BOMS.values()) {
            assertThat(bom.components()).as(bom.program()).isNotEmpty();
            for (Bom.Component one : bom.components()) {
                boolean isOurs = one.name().startsWith("dev.cdp:");
                if (!isOurs && one.licences().stream().noneMatch(allowed::contains)) {
                    refused.add(one.name() + ' ' + one.version() + ' ' + one.licences() + " in " + bom.program());
                }
            }
        }
        assertThat(new ArrayList<>(refused)).isEmpty();
    }

    private static void assertVersion(String program, String library, String version) {
        assertThat(version).isNotNull();
        assertThat(BOMS.get(program).version(library))
                .as(library + " in " + program)
                .isEqualTo(version);
    }

    private static Map<String, String> properties(Path pom) throws IOException {
        Map<String, String> properties = new HashMap<>();
        Matcher property = Pattern.compile("<([\\w.-]+\\.version)>([^<$]+)</").matcher(Files.readString(pom));
        while (property.find()) {
            properties.put(property.group(1), property.group(2));
        }
        return properties;
    }
}
