package dev.cdp.local.component;

import dev.cdp.local.dist.Distributions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The HTTP front door, from the jar of this build. */
public record Collector(Places places, Path jar, Port port, String heap, Map<String, String> services)
        implements Component {
    @Override
    public String name() {
        return "collector";
    }

    @Override
    public List<Port> ports() {
        return List.of(port);
    }

    @Override
    public Set<String> after() {
        return Set.of("kafka", "redis", "migrations");
    }

    @Override
    public Launch prepare() throws IOException {
        if (!Files.exists(jar)) {
            throw new IOException(jar + " is missing; `make up` builds it");
        }
        List<String> command = new ArrayList<>(List.of(Distributions.java(), "-Xmx" + heap));
        command.addAll(List.of("-jar", JarCopy.of(jar, places.lib()).toString()));
        Map<String, String> environment = new HashMap<>(services);
        environment.put("CDP_COLLECTOR_PORT", Integer.toString(port.number()));
        environment.put("MICRONAUT_SERVER_HOST", "127.0.0.1");
        return new Launch(command, environment, places.dataOf(this), List.of());
    }

    /** Alive, not ready: it accepts events while a service behind it is away. */
    @Override
    public HealthCheck health() {
        return HealthCheck.http(port.url() + "/health", "");
    }
}
