package dev.cdp.local.dist;

import java.io.IOException;
import java.nio.file.Path;

/** PostgreSQL's server programs. */
public final class PostgresBinaries {
    private PostgresBinaries() {}

    /** The folder with bin/postgres and bin/initdb. */
    public static Path unpack(Distributions distributions) throws IOException {
        Path jar = distributions.jar("postgres");
        String name = jar.getFileName().toString().replace(".jar", "");
        return Archive.unpackTar(
                jar, entry -> entry.endsWith(".txz"), distributions.unpacked().resolve(name));
    }
}
