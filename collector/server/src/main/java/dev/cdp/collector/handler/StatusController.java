package dev.cdp.collector.handler;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.collector.health.Dependency;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.Comparator;
import java.util.List;

/** Whether the collector lives, whether it can accept, and how it does. */
@Controller
final class StatusController {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Dependency> dependencies;
    private final PrometheusMeterRegistry metrics;

    StatusController(List<Dependency> dependencies, PrometheusMeterRegistry metrics) {
        this.dependencies = dependencies.stream()
                .sorted(Comparator.comparing(Dependency::name))
                .toList();
        this.metrics = metrics;
        for (Dependency dependency : this.dependencies) {
            Gauge.builder("cdp.collector.dependency.up", dependency, StatusController::up)
                    .description("1 while it answers, as /ready says")
                    .tag("dependency", dependency.name())
                    .register(metrics);
        }
    }

    private static double up(Dependency dependency) {
        return dependency.health().up() ? 1 : 0;
    }

    @Get("/health")
    HttpResponse<byte[]> health() {
        return json(HttpStatus.OK, JSON.createObjectNode().put("status", "up"));
    }

    /** 503 while nothing can be accepted; a dependency that is merely away is named so, with 200. */
    @Get("/ready")
    HttpResponse<byte[]> ready() {
        ObjectNode states = JSON.createObjectNode();
        boolean ready = true;
        for (Dependency dependency : dependencies) {
            Dependency.Health health = dependency.health();
            ready &= health.up() || !health.blocking();
            ObjectNode state = states.putObject(dependency.name()).put("status", health.up() ? "up" : "down");
            if (!health.detail().isEmpty()) {
                state.put("detail", health.detail());
            }
        }
        ObjectNode answer = JSON.createObjectNode().put("status", ready ? "ready" : "not ready");
        answer.set("dependencies", states);
        return json(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, answer);
    }

    @Get(value = "/metrics", produces = MediaType.TEXT_PLAIN)
    String metrics() {
        return metrics.scrape();
    }

    private static HttpResponse<byte[]> json(HttpStatus status, ObjectNode body) {
        return HttpResponse.<byte[]>status(status)
                .body(Answers.bytes(body))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
