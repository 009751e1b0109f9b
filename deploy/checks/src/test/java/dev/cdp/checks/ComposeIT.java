package dev.cdp.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComposeIT {
    private static final Map<String, String> SECRETS = Map.of("POSTGRES_PASSWORD", "p", "CDP_SECRET_KEY", "s");
    /** Their entry points write a configuration. */
    private static final Set<String> WRITABLE = Set.of("kafka", "clickhouse", "zookeeper");

    private static JsonNode file;

    static synchronized JsonNode file() {
        if (file == null) {
            Tool.Said said = config(SECRETS, "--format", "json");
            assertThat(said.exitCode()).as(said.errors()).isZero();
            try {
                file = new ObjectMapper().readTree(said.output());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return file;
    }

    static Stream<String> services() {
        Iterator<String> names = file().path("services").fieldNames();
        return Stream.generate(() -> null).takeWhile(none -> names.hasNext()).map(none -> names.next());
    }

    @Test
    void withoutItsSecretsItIsRefused() {
        for (String secret : SECRETS.keySet()) {
            Tool.Said said = config(Map.of(secret, "", other(secret), "x"));
            assertThat(said.exitCode()).isNotZero();
            assertThat(said.errors()).contains(secret, "set it in .env");
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void containerHasNoRightsAndABound(String name) {
        JsonNode service = file().path("services").path(name);
        assertThat(Yaml.items(service.path("cap_drop")).map(JsonNode::asText)).containsExactly("ALL");
        assertThat(Yaml.items(service.path("security_opt")).map(JsonNode::asText))
                .contains("no-new-privileges:true");
        assertThat(service.path("deploy")
                        .path("resources")
                        .path("limits")
                        .path("memory")
                        .asLong())
                .isPositive();
        assertThat(service.path("read_only").asBoolean()).isEqualTo(!WRITABLE.contains(name));
        assertThat(isOurs(service)
                        || name.equals("kafka")
                        || service.path("user").asText().matches("[1-9]\\d*:[1-9]\\d*"))
                .as("ours and Kafka's have a user in the image, others are given one")
                .isTrue();
        assertThat(service.path("image").asText()).matches(".+:[0-9][^:]*");
    }

    @ParameterizedTest
    @MethodSource("services")
    void whatIsReachedFromOutsideIsBoundToLoopback(String name) {
        Yaml.items(file().path("services").path(name).path("ports"))
                .forEach(port -> assertThat(port.path("host_ip").asText()).isEqualTo("127.0.0.1"));
    }

    /** Without it RocksDB does not start, and functions are interpreted without a word. */
    @ParameterizedTest
    @MethodSource("services")
    void librariesCanBeLoadedFromTheTemporaryFolder(String name) {
        JsonNode service = file().path("services").path(name);
        if (isOurs(service)) {
            assertThat(Yaml.items(service.path("tmpfs")).map(JsonNode::asText)).contains("/tmp:exec");
        }
    }

    @Test
    void configurationOfFlinkIsTheOneInThisFolder() {
        assertThat(file().path("configs").path("flink").path("file").asText())
                .isEqualTo(Checkout.DOCKER.resolve("flink/config.yaml").toString());
    }

    static boolean isOurs(JsonNode service) {
        return service.path("image").asText().startsWith("cdp-");
    }

    private static String other(String secret) {
        return SECRETS.keySet().stream()
                .filter(name -> !name.equals(secret))
                .findFirst()
                .orElseThrow();
    }

    private static Tool.Said config(Map<String, String> environment, String... options) {
        String[] arguments = Stream.concat(
                        Stream.of(
                                "--file",
                                Checkout.DOCKER.resolve("compose.yaml").toString(),
                                "--env-file",
                                "/dev/null",
                                "config"),
                        Stream.of(options))
                .toArray(String[]::new);
        return new Tool("docker-compose").run(environment, arguments);
    }
}
