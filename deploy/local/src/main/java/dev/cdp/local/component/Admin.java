package dev.cdp.local.component;

import dev.cdp.local.StackKeys;
import dev.cdp.local.dist.Distributions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The admin service, from the jar of this build. */
public record Admin(Places places, Path jar, Port port, String heap, Map<String, String> services)
        implements Component {
    static final int KEY_BYTES = 32;

    @Override
    public String name() {
        return "admin";
    }

    @Override
    public List<Port> ports() {
        return List.of(port);
    }

    @Override
    public Set<String> after() {
        return Set.of("migrations");
    }

    @Override
    public Launch prepare() throws IOException {
        if (!Files.exists(jar)) {
            throw new IOException(jar + " is missing; `make up` builds it");
        }
        List<String> command = List.of(
                Distributions.java(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-jar",
                JarCopy.of(jar, places.lib()).toString(),
                "serve");
        Map<String, String> environment = new HashMap<>(services);
        environment.put("CDP_ADMIN_PORT", Integer.toString(port.number()));
        environment.put("CDP_ADMIN_HOST", "127.0.0.1");
        environment.put("CDP_SECRET_KEY", SecretFile.readOrMake(places.data().resolve("keys/secrets"), KEY_BYTES));
        environment.put("CDP_CANARY_WRITE_KEY", StackKeys.in(places.data()).canary());
        return new Launch(command, environment, places.dataOf(this), List.of());
    }

    /** Alive, not ready: it says which service behind it is away. */
    @Override
    public HealthCheck health() {
        return HealthCheck.http(port.url() + "/health", "");
    }
}
