package dev.cdp.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of a test's own. */
public final class Mount implements AutoCloseable {
    private final Path point;

    private Mount(Path point) {
        this.point = point;
    }

    /** In memory, or nothing where that is not allowed. */
    public static Optional<Mount> memory(Path point, String options) throws IOException, InterruptedException {
        return mount(point, "mount", "-t", "tmpfs", "-o", options, "tmpfs", point.toString());
    }

    /** A file system in a file, or nothing where that is not allowed. */
    static Optional<Mount> file(Path point, Path file) throws IOException, InterruptedException {
        return mount(point, "mount", "-o", "loop", file.toString(), point.toString());
    }

    private static Optional<Mount> mount(Path point, String... command) throws IOException, InterruptedException {
        Files.createDirectories(point);
        return run(command) ? Optional.of(new Mount(point)) : Optional.empty();
    }

    /** Whether the command is there and succeeds. */
    public static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            run("umount", "-l", point.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
