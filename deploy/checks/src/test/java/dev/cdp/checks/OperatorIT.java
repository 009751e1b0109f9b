package dev.cdp.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operator prunes what it does not know; here it is refused. */
class OperatorIT {
    private static final Map<String, JsonSchema> SCHEMAS =
            Map.of("FlinkDeployment", schema("flinkdeployments"), "FlinkSessionJob", schema("flinksessionjobs"));

    static Stream<Manifests> manifests() {
        return Stream.of("base", "overlays/small", "overlays/production").map(Manifests::of);
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void resourcesFitTheCrds(Manifests manifests) {
        List<JsonNode> ours =
                SCHEMAS.keySet().stream().flatMap(manifests::ofKind).toList();
        assertThat(ours).hasSize(4);
        for (JsonNode resource : ours) {
            assertThat(SCHEMAS.get(resource.path("kind").asText()).validate(resource.path("spec")))
                    .as(Manifests.name(resource))
                    .isEmpty();
        }
    }

    @Test
    void unknownFieldWouldBeSeen() {
        ObjectNode deployment = Manifests.of("base")
                .one("FlinkDeployment", "cdp-flink")
                .path("spec")
                .deepCopy();
        ((ObjectNode) deployment
                        .path("podTemplate")
                        .path("spec")
                        .path("containers")
                        .path(0))
                .put("volumeMount", 1);
        assertThat(SCHEMAS.get("FlinkDeployment").validate(deployment)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void clusterIsOfThePomsFlink(Manifests manifests) {
        String[] version = System.getProperty("cdp.flink").split("\\.");
        assertThat(manifests
                        .one("FlinkDeployment", "cdp-flink")
                        .path("spec")
                        .path("flinkVersion")
                        .asText())
                .isEqualTo("v" + version[0] + "_" + version[1]);
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void jobsRunThereWithOneParallelismAndGoOnFromTheirState(Manifests manifests) {
        assertThat(manifests.ofKind("FlinkSessionJob")).hasSize(3).allSatisfy(job -> {
            JsonNode spec = job.path("spec");
            assertThat(spec.path("deploymentName").asText()).isEqualTo("cdp-flink");
            assertThat(spec.path("job").path("upgradeMode").asText()).isEqualTo("savepoint");
            List<String> arguments = Yaml.items(spec.path("job").path("args"))
                    .map(JsonNode::asText)
                    .toList();
            // The job sets its own parallelism; the operator's is what it reckons with.
            assertThat(arguments.get(arguments.indexOf("--parallelism") + 1))
                    .isEqualTo(spec.path("job").path("parallelism").asText());
            String known = "(\"" + job.path("metadata").path("name").asText() + "\", \""
                    + spec.path("job").path("entryClass").asText() + "\")";
            assertThat(Checkout.ROOT.resolve("deploy/local/src/main/java/dev/cdp/local/flink/JobSpec.java"))
                    .as("as `make up` starts it")
                    .content()
                    .contains(known);
        });
    }

    private static JsonSchema schema(String plural) {
        String name = "/META-INF/fabric8/" + plural + ".flink.apache.org-v1.yml";
        try (InputStream in = OperatorIT.class.getResourceAsStream(name)) {
            JsonNode crd = Yaml.documents(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .get(0);
            JsonNode spec = crd.path("spec")
                    .path("versions")
                    .path(0)
                    .path("schema")
                    .path("openAPIV3Schema")
                    .path("properties")
                    .path("spec");
            close(spec);
            // Older than Flink 2.2: see clusterIsOfThePomsFlink.
            if (spec.path("properties").has("flinkVersion")) {
                ((ObjectNode) spec.path("properties").path("flinkVersion")).remove("enum");
            }
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(spec);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes each object whose members are listed refuse others. */
    private static void close(JsonNode schema) {
        if (schema.has("properties")
                && !schema.has("additionalProperties")
                && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.path("properties").forEach(OperatorIT::close);
        if (schema.has("items")) {
            close(schema.path("items"));
        }
        if (schema.path("additionalProperties").isObject()) {
            close(schema.path("additionalProperties"));
        }
    }
}
