package dev.cdp.local.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cdp.local.Settings;
import dev.cdp.local.Stack;
import dev.cdp.local.dist.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The images' and the operator's clusters run the jobs as `make up` does, but for where things are. */
class ClusterSettingsTest {
    private static final Repository REPOSITORY = Repository.find();
    /** Addresses and places, and what depends on them. */
    private static final List<String> PLACES = List.of(
            "jobmanager.rpc.address",
            "jobmanager.bind-host",
            "rest.address",
            "rest.bind-address",
            "taskmanager.host",
            "taskmanager.bind-host",
            "web.upload.dir",
            "io.tmp.dirs",
            "high-availability.zookeeper.quorum",
            "high-availability.storageDir",
            "execution.checkpointing.dir",
            "execution.checkpointing.savepoint-dir");

    private final YAMLMapper yaml = new YAMLMapper();
    private Map<String, String> embedded;

    @BeforeEach
    void read(@TempDir Path home) throws IOException {
        Stack stack = Stack.of(new Settings(Map.of(), home), REPOSITORY);
        FlinkConfig flink = stack.jobManager().config();
        Path config = flink.writeFor("test", flink.jobManagerMetrics()).resolve("config.yaml");
        embedded = strings(yaml.readTree(config.toFile()));
        embedded.keySet().removeAll(PLACES);
        // Flink's own, which binds every interface of the container.
        embedded.put(
                "metrics.reporter.prometheus.factory.class",
                "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
        embedded.put("metrics.reporter.prometheus.port", "9249");
        embedded.put("env.java.opts.all", String.join(" ", FlinkConfig.JVM_FLAGS));
        embedded.put(
                "env.java.opts.taskmanager",
                "-XX:+UnlockExperimentalVMOptions -XX:+EnableJVMCI --enable-native-access=ALL-UNNAMED"
                        + " --upgrade-module-path=/opt/cdp/graal-compiler"
                        // Of a read-only file system alone: without it functions are interpreted, and nothing fails.
                        + " -Dpolyglot.engine.userResourceCache=/tmp -XX:+UseParallelGC");
    }

    @Test
    void composeFileHasThem() throws IOException {
        Map<String, String> docker = strings(yaml.readTree(
                REPOSITORY.resolve("deploy/docker/flink/config.yaml").toFile()));
        docker.keySet().removeAll(PLACES);
        assertThat(docker).isEqualTo(embedded);
    }

    @Test
    void operatorsResourceHasThem() throws IOException {
        JsonNode spec = yaml.readTree(
                        REPOSITORY.resolve("deploy/k8s/base/flink.yaml").toFile())
                .path("spec");
        Map<String, String> operator = strings(spec.path("flinkConfiguration"));
        operator.put(
                "jobmanager.memory.process.size",
                spec.path("jobManager").path("resource").path("memory").asText());
        operator.put(
                "taskmanager.memory.process.size",
                spec.path("taskManager").path("resource").path("memory").asText());
        operator.keySet().removeAll(PLACES);

        embedded.keySet().removeIf(key -> key.startsWith("high-availability.zookeeper."));
        embedded.remove("high-availability.cluster-id"); // the operator's own
        embedded.put("high-availability.type", "kubernetes");
        embedded.put("kubernetes.rest-service.exposed.type", "ClusterIP");
        assertThat(operator).isEqualTo(embedded);
    }

    /** What `make up` gives to Java 25, if this is one; the names of the flags if it is not. */
    @Test
    void compilersFlagsAreTheLaunchers() throws IOException {
        String source = java.nio.file.Files.readString(
                REPOSITORY.resolve("deploy/local/src/main/java/dev/cdp/local/component/FunctionCompiler.java"));
        for (String flag : embedded.get("env.java.opts.taskmanager").split(" ")) {
            if (!flag.equals("-XX:+UseParallelGC") && !flag.startsWith("-D")) {
                assertThat(source).contains("\"" + flag.replace("/opt/cdp/graal-compiler", ""));
            }
        }
    }

    private static Map<String, String> strings(JsonNode settings) {
        Map<String, String> all = new TreeMap<>();
        settings.fields()
                .forEachRemaining(
                        setting -> all.put(setting.getKey(), setting.getValue().asText()));
        return all;
    }
}
