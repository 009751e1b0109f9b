package dev.cdp.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPoliciesIT {
    private static final Pattern PORT = Pattern.compile(":(\\d{2,5})(?:[/?]|$)");

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production"})
    void nothingIsOpenThatIsNotSaid(String folder) {
        JsonNode all = Manifests.of(folder).one("NetworkPolicy", "default-deny").path("spec");
        assertThat(all.path("podSelector")).isEmpty();
        assertThat(Yaml.items(all.path("policyTypes")).map(JsonNode::asText))
                .containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(all.has("ingress") || all.has("egress")).isFalse();
        Manifests.of(folder).ofKind("NetworkPolicy").forEach(policy -> {
            for (String way : Set.of("ingress", "egress")) {
                Yaml.items(policy.path("spec").path(way)).forEach(rule -> assertThat(rule.path("ports"))
                        .as(Manifests.name(policy))
                        .isNotEmpty());
            }
        });
    }

    @Test
    void portsThatServicesServeAreLetIn() {
        Manifests base = Manifests.of("base");
        base.pods().filter(pod -> pod.container().has("ports")).forEach(pod -> {
            Set<Integer> served = Yaml.items(pod.container().path("ports"))
                    .map(port -> port.path("containerPort").asInt())
                    .collect(Collectors.toSet());
            assertThat(open(base, pod, "ingress")).as(pod.where()).containsAll(served);
        });
    }

    /** Ports of Flink's own configuration, between its pods. */
    @Test
    void flinkReachesItself() {
        Manifests base = Manifests.of("base");
        JsonNode settings =
                base.one("FlinkDeployment", "cdp-flink").path("spec").path("flinkConfiguration");
        Set<Integer> ports = new TreeSet<>();
        for (String key : Set.of(
                "jobmanager.rpc.port",
                "blob.server.port",
                "rest.port",
                "taskmanager.rpc.port",
                "taskmanager.data.port")) {
            ports.add(settings.path(key).asInt());
        }
        assertThat(ports).hasSize(5);
        base.pods().filter(pod -> pod.labels().containsKey("component")).forEach(pod -> {
            assertThat(open(base, pod, "ingress")).containsAll(ports);
            assertThat(open(base, pod, "egress")).containsAll(ports);
        });
    }

    @Test
    void portsThatAreCalledAreLetOut() {
        Manifests base = Manifests.of("base");
        JsonNode services = base.one("ConfigMap", "cdp-services").path("data");
        // A TaskManager calls what its JobManager is told of.
        base.pods().filter(pod -> !pod.labels().containsValue("taskmanager")).forEach(pod -> {
            Set<Integer> called = new TreeSet<>();
            if (!pod.variablesFrom().isEmpty()) {
                services.forEach(value -> called.addAll(port(value.asText())));
            }
            pod.variables().forEach(variable -> {
                called.addAll(port(variable.path("value").asText()));
                String key = variable.path("valueFrom")
                        .path("configMapKeyRef")
                        .path("key")
                        .asText();
                called.addAll(port(services.path(key).asText()));
                if (variable.path("name").asText().equals("CDP_POSTGRES_JDBC_URL")) {
                    called.add(5432);
                }
            });
            // The migrations ask neither Kafka nor Redis, whose addresses come with the rest.
            if (pod.container().path("name").asText().equals("migrate")) {
                called.removeAll(Set.of(6379));
            }
            assertThat(called).as(pod.where()).isNotEmpty();
            assertThat(open(base, pod, "egress")).as(pod.where()).containsAll(called);
        });
    }

    private static Set<Integer> port(String text) {
        Matcher matcher = PORT.matcher(text);
        return matcher.find() ? Set.of(Integer.valueOf(matcher.group(1))) : Set.of();
    }

    private static Set<Integer> open(Manifests manifests, Pod pod, String way) {
        return manifests
                .ofKind("NetworkPolicy")
                .filter(policy -> selects(policy, pod.labels()))
                .flatMap(policy -> Yaml.items(policy.path("spec").path(way)))
                .flatMap(rule -> Yaml.items(rule.path("ports")))
                .map(port -> port.path("port").asInt())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean selects(JsonNode policy, Map<String, String> labels) {
        Set<Map.Entry<String, String>> asked = new java.util.HashSet<>();
        policy.path("spec")
                .path("podSelector")
                .path("matchLabels")
                .fields()
                .forEachRemaining(label ->
                        asked.add(Map.entry(label.getKey(), label.getValue().asText())));
        return labels.entrySet().containsAll(asked);
    }
}
