package dev.cdp.local.dist;

import java.io.IOException;
import java.nio.file.Path;

/** The redis-server program. */
public final class RedisBinary {
    private RedisBinary() {}

    public static Path unpack(Distributions distributions) throws IOException {
        Path jar = distributions.jar("redis");
        String suffix = "-linux-" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
        return Archive.unpackBinary(
                jar,
                entry -> entry.startsWith("redis-server-") && entry.endsWith(suffix),
                distributions.unpacked().resolve(jar.getFileName().toString().replace(".jar", "")),
                "redis-server");
    }
}
