package dev.cdp.local.component;

import dev.cdp.local.dist.RedisBinary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Caches, rate limits and invalidation messages; its data is kept over a restart but may be lost. */
public record Redis(Places places, Port port) implements Component {
    @Override
    public String name() {
        return "redis";
    }

    @Override
    public List<Port> ports() {
        return List.of(port);
    }

    @Override
    public Launch prepare() throws IOException {
        Path data = places.dataOf(this);
        List<String> command = List.of(
                RedisBinary.unpack(places.distributions()).toString(),
                "--port",
                Integer.toString(port.number()),
                "--bind",
                "127.0.0.1",
                "--dir",
                data.toString(),
                "--daemonize",
                "no",
                "--maxmemory",
                "256mb",
                // What would have gone soonest goes first: remembered write keys, not the day's counts.
                "--maxmemory-policy",
                "volatile-ttl",
                "--appendonly",
                "yes");
        return new Launch(command, data, List.of());
    }

    @Override
    public HealthCheck health() {
        return HealthCheck.line(port, "PING", "+PONG");
    }

    public String url() {
        return "redis://" + port.hostAndPort();
    }
}
