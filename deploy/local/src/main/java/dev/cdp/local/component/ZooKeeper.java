package dev.cdp.local.component;

import dev.cdp.local.dist.Distributions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keeps Flink's leader and job pointers, so that a killed JobManager finds its jobs again. */
public record ZooKeeper(Places places, Port port) implements Component {
    /**
     * A container is deleted some time after its last child, and the parent of Flink's election is one. A JobManager whose
     * session has ended meanwhile, as it was paused, never becomes the leader again (CURATOR-724, mended in a Curator
     * that Flink does not have yet). So none is deleted for 24 days, the longest there is.
     */
    private static final String KEEP_CONTAINERS = "-Dznode.container.checkIntervalMs=" + Integer.MAX_VALUE;

    @Override
    public String name() {
        return "zookeeper";
    }

    @Override
    public List<Port> ports() {
        return List.of(port);
    }

    @Override
    public Launch prepare() throws IOException {
        Path data = places.dataOf(this);
        Path config = data.resolve("zoo.cfg");
        // Flink's session time-out must be at least two ticks.
        Files.writeString(config, """
                dataDir=%s
                clientPort=%d
                clientPortAddress=127.0.0.1
                tickTime=1000
                admin.enableServer=false
                4lw.commands.whitelist=srvr
                autopurge.purgeInterval=1
                """.formatted(data, port.number()));
        List<String> command = Distributions.javaCommand(
                List.of(
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        Log4j.flag(data),
                        "-Dzookeeper.jmx.log4j.disable=true",
                        KEEP_CONTAINERS),
                places.distributions().classPath("flink"),
                List.of(
                        "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain",
                        config.toString()));
        return new Launch(command, data, List.of(config));
    }

    @Override
    public HealthCheck health() {
        return HealthCheck.line(port, "srvr", "Zookeeper version");
    }
}
