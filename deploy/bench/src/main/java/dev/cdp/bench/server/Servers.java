package dev.cdp.bench.server;

import dev.cdp.local.component.Collector;
import dev.cdp.local.component.Launch;
import dev.cdp.local.component.Places;
import dev.cdp.local.component.Port;
import dev.cdp.local.dist.Distributions;
import dev.cdp.local.dist.Repository;
import dev.cdp.testkit.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the two sides of the comparison, both with the flags that `make up` starts the collector with. */
public final class Servers {
    private static final String HEAP = "512m";

    private final Repository repository;
    private final Path home;
    private final FreePorts ports = new FreePorts();

    /**
     * Prepares starts.
     *
     * @param home directory for data and logs
     */
    public Servers(Repository repository, Path home) {
        this.repository = repository;
        this.home = home;
    }

    /** The collector from its jar, on these services. */
    public Server collector(Map<String, String> services) throws IOException, InterruptedException {
        Collector collector = component(services);
        return Server.start("collector", collector.port().url(), collector.prepare(), log("collector"));
    }

    /** An endpoint of the same HTTP server that only reads and answers. */
    public Server emptyEndpoint() throws IOException, InterruptedException {
        Port port = ports.next();
        List<String> command = new ArrayList<>(flags());
        Path target = repository.resolve("deploy/bench/target");
        command.addAll(List.of(
                "-cp",
                target.resolve("cdp-bench.jar") + ":"
                        + Files.readString(target.resolve("classpath")).strip(),
                "dev.cdp.bench.reference.EmptyEndpoint"));
        Map<String, String> environment = Map.of("BENCH_REFERENCE_PORT", Integer.toString(port.number()));
        Launch launch = new Launch(command, environment, home, List.of());
        return Server.start("empty endpoint", port.url(), launch, log("empty-endpoint"));
    }

    private Collector component(Map<String, String> services) {
        Places places = new Places(
                new Distributions(repository, home.resolve("dist")), home.resolve("data"), home.resolve("lib"));
        Path jar = repository.resolve("collector/server/target/cdp-collector.jar");
        return new Collector(places, jar, ports.next(), HEAP, services);
    }

    /** The java program and its flags, taken from the collector's own command line. */
    private List<String> flags() throws IOException {
        List<String> command = component(Map.of()).prepare().command();
        return command.subList(0, command.indexOf("-jar"));
    }

    private Path log(String name) throws IOException {
        return Files.createDirectories(home.resolve("logs")).resolve(name + ".log");
    }
}
