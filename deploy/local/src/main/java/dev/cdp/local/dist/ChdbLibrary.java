package dev.cdp.local.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** libchdb.so, the ClickHouse engine as a library, from the npm package that deploy/local/clickhouse pins. */
public final class ChdbLibrary {
    private ChdbLibrary() {}

    /** Where it is; fetched with {@code npm ci} when it is missing or when the lock file is newer. */
    public static Path fetch(Repository repository) throws IOException {
        Path library = file(repository).fetch();
        if (!Files.exists(library)) {
            throw new IOException("the ClickHouse engine is published for Linux on x86-64 with glibc; this machine is "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        }
        return library;
    }

    /** Whether {@link #fetch} would have nothing to do. */
    public static boolean isInstalled(Repository repository) {
        return file(repository).isCurrent();
    }

    private static NpmFile file(Repository repository) {
        return new NpmFile(
                repository.resolve("deploy/local/clickhouse"),
                "node_modules/@chdb/lib-linux-x64-gnu/libchdb.so",
                "the ClickHouse engine");
    }
}
