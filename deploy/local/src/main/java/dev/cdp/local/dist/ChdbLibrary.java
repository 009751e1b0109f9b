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
    private static final String FOLDER = "deploy/local/clickhouse";
    private static final String LIBRARY = "node_modules/@chdb/lib-linux-x64-gnu/libchdb.so";

    private ChdbLibrary() {}

    /** Where it is; fetched with {@code npm ci} when it is missing or when the lock file is newer. */
    public static Path fetch(Repository repository) throws IOException {
        Path folder = repository.resolve(FOLDER);
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

    /** Whether {@link #fetch} would have nothing to do. */
    public static boolean isInstalled(Repository repository) {
        return isCurrent(repository.resolve(FOLDER));
    }

    /** npm writes node_modules/.package-lock.json last. */
    private static boolean isCurrent(Path folder) {
        Path installed = folder.resolve("node_modules/.package-lock.json");
        return Files.exists(folder.resolve(LIBRARY))
                && installed.toFile().lastModified()
                        >= folder.resolve("package-lock.json").toFile().lastModified();
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
