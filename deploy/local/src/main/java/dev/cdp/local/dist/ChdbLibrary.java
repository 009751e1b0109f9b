package dev.cdp.local.dist;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** libchdb.so, the ClickHouse engine as a library, from the npm package that deploy/local/clickhouse pins. */
public final class ChdbLibrary {
    private static final String LIBRARY = "node_modules/@chdb/lib-linux-x64-gnu/libchdb.so";

    private ChdbLibrary() {}

    /** Where it is; fetched with {@code npm ci} when it is missing or when the lock file is newer. */
    public static Path fetch(Repository repository) throws IOException {
        Path folder = repository.resolve("deploy/local/clickhouse");
        if (!isCurrent(folder)) {
            // Several test runs may want it at the same time; the lock changes nothing in the file.
            try (FileChannel channel = FileChannel.open(folder.resolve("package-lock.json"), StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !isCurrent(folder)) {
                    install(folder);
                }
            }
        }
        return folder.resolve(LIBRARY);
    }

    /** npm writes node_modules/.package-lock.json last. */
    public static boolean isCurrent(Path folder) throws IOException {
        Path installed = folder.resolve("node_modules/.package-lock.json");
        return Files.exists(installed)
                && Files.exists(folder.resolve(LIBRARY))
                && Files.getLastModifiedTime(installed)
                                .compareTo(Files.getLastModifiedTime(folder.resolve("package-lock.json")))
                        >= 0;
    }

    private static void install(Path folder) throws IOException {
        Process npm;
        try {
            npm = new ProcessBuilder("npm", "ci", "--no-fund", "--no-audit", "--ignore-scripts")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new IOException("npm is not on the PATH; it fetches the ClickHouse engine. Install Node.js 20.", e);
        }
        npm.getOutputStream().close();
        String output = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (npm.waitFor() != 0) {
                throw new IOException(
                        "`npm ci` in " + folder + " failed, so there is no ClickHouse engine:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching the ClickHouse engine", e);
        }
        if (!Files.exists(folder.resolve(LIBRARY))) {
            throw new IOException("the ClickHouse engine is published for Linux on x86-64 with glibc; this machine is "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        }
    }
}
