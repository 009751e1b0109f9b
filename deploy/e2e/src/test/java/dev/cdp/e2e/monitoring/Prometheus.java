package dev.cdp.e2e.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.e2e.stack.FreePorts;
import dev.cdp.e2e.stack.Http;
import dev.cdp.e2e.stack.Json;
import dev.cdp.e2e.stack.Program;
import dev.cdp.e2e.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A Prometheus that reads a stack by the configuration and the rules of deploy/monitoring, only more often. */
final class Prometheus implements AutoCloseable {
    private final Http http = new Http();
    private final Program.Running program;
    private final String url;

    private Prometheus(Program.Running program, String url) {
        this.program = program;
        this.url = url;
    }

    static Prometheus start(Stack stack) throws IOException {
        Path home = Files.createTempDirectory(
                Files.createDirectories(Path.of("target").toAbsolutePath()), "prometheus-");
        Path config = Files.writeString(home.resolve("prometheus.yaml"), config(stack));
        String address = "127.0.0.1:" + FreePorts.take(1).iterator().next();
        Program.Running program = new Program(
                        List.of(
                                Monitoring.program("prometheus"),
                                "--config.file=" + config,
                                "--storage.tsdb.path=" + home.resolve("data"),
                                "--web.listen-address=" + address,
                                "--log.level=warn"),
                        home,
                        Map.of())
                .start();
        Prometheus prometheus = new Prometheus(program, "http://" + address);
        try {
            Awaitility.await("Prometheus")
                    .atMost(Duration.ofMinutes(4))
                    .ignoreExceptions()
                    .until(() -> prometheus.get("/-/ready") != null);
        } catch (RuntimeException e) {
            prometheus.close();
            throw new IllegalStateException(program.text(), e);
        }
        return prometheus;
    }

    /** The example, with the addresses of this stack for the default ones. */
    private static String config(Stack stack) throws IOException {
        String config = Files.readString(Monitoring.FOLDER.resolve("prometheus.yaml"))
                .replace("rules/*.yaml", Monitoring.FOLDER.resolve("rules") + "/*.yaml")
                .replaceAll("_interval: 15s", "_interval: 1s");
        Map<String, String> addresses = Map.of(
                "127.0.0.1:3049", stack.collectorUrl(),
                "127.0.0.1:3100", stack.variable("CDP_ADMIN_URL"),
                "127.0.0.1:9250", stack.variable("CDP_JOBMANAGER_METRICS_URL"),
                "127.0.0.1:9251", stack.variable("CDP_TASKMANAGER_METRICS_URL"),
                "127.0.0.1:8123", stack.clickhouseUrl());
        for (Map.Entry<String, String> address : addresses.entrySet()) {
            if (!config.contains(address.getKey())) {
                throw new IllegalStateException(address.getKey() + " is not read");
            }
            config = config.replace(address.getKey(), address.getValue().replace("http://", ""));
        }
        return config;
    }

    /** What an expression gives at this moment: one element for each series. */
    JsonNode query(String expression) {
        return Json.parse(get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)))
                .at("/data/result");
    }

    /** The targets that it reads. */
    JsonNode targets() {
        return Json.parse(get("/api/v1/targets?state=active")).at("/data/activeTargets");
    }

    /** The groups of rules. */
    JsonNode ruleGroups() {
        return Json.parse(get("/api/v1/rules")).at("/data/groups");
    }

    private String get(String path) {
        return http.expect(200, HttpRequest.newBuilder(URI.create(url + path)), Duration.ofSeconds(30));
    }

    @Override
    public void close() {
        program.process().destroy();
        try {
            program.process().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
