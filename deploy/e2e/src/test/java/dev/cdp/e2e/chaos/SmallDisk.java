package dev.cdp.e2e.chaos;

import dev.cdp.e2e.stack.Program;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A file system of its own for Flink's checkpoints, working files and what it keeps for its high availability, which
 * can be filled up. In memory; making one takes root's rights.
 */
final class SmallDisk implements AutoCloseable {
    /** The component whose data lie on it. */
    static final String FLINK = "flink";

    private static final String SIZE = "2g";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    static boolean canBeMade() {
        return run("unshare", "-m", "true") == 0;
    }

    /** Mounted in the place of the component's folder among the data. */
    static SmallDisk over(Path data) {
        Path directory = data.resolve(FLINK);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        succeed("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", directory.toString());
        return new SmallDisk(directory);
    }

    /** One that a run which was killed has left. */
    static void unmountLeftover(Path data) {
        run("umount", "-l", data.resolve(FLINK).toString());
    }

    /** Takes all the room that there is. */
    void fill() throws IOException {
        byte[] chunk = new byte[1 << 20];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (true) {
                ballast.write(chunk);
            }
        } catch (IOException e) {
            if (!e.getMessage().contains("No space left")) {
                throw e;
            }
        }
    }

    void empty() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    @Override
    public void close() {
        succeed("umount", "-l", directory.toString());
    }

    private static int run(String... command) {
        return new Program(List.of(command), Path.of("."), Map.of())
                .run(PATIENCE)
                .exitCode();
    }

    private static void succeed(String... command) {
        new Program(List.of(command), Path.of("."), Map.of()).succeed(PATIENCE);
    }
}
