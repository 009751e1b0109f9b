package dev.cdp.e2e.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own tool reads the rules, and fires each alert on a series that must fire it and on no other. */
class AlertRulesIT {
    @Test
    void prometheusReadsTheConfiguration() {
        assertThat(Monitoring.promtool("check", "config", "prometheus.yaml")).contains("rules found");
    }

    /** Debian's Prometheus knows no Kubernetes, so what it would find there is left out. */
    @Test
    void prometheusReadsTheConfigurationForKubernetes(@TempDir Path directory) throws IOException {
        String text = Files.readString(Monitoring.FOLDER.resolve("prometheus-kubernetes.yaml"));
        String found = "kubernetes_sd_configs:\n      - role: pod\n";
        assertThat(text).contains(found);
        Path file = Files.writeString(
                directory.resolve("prometheus.yaml"),
                text.replace(found, "static_configs: []\n")
                        .replace("rules/", Monitoring.FOLDER.resolve("rules") + "/"));
        assertThat(Monitoring.promtool("check", "config", file.toString())).contains("rules found");
    }

    @Test
    void eachAlertFiresWhenItMustAndOnlyThen() {
        List<String> arguments = new ArrayList<>(List.of("test", "rules"));
        arguments.addAll(Monitoring.files("tests"));
        assertThat(Monitoring.promtool(arguments.toArray(String[]::new))).contains("SUCCESS");
    }
}
