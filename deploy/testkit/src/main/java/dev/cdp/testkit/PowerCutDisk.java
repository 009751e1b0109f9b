package dev.cdp.testkit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An ext4 in a file. A copy of the file's bytes has what was synced to it, and whatever else had reached the disk: what a
 * power cut would leave. Copy it while whoever writes stands still.
 */
public final class PowerCutDisk implements AutoCloseable {
    private final Path point;
    private Path file;
    private Path left;
    private Mount mount;

    private PowerCutDisk(Path point, Path file, Mount mount) {
        this.point = point;
        this.file = file;
        this.mount = mount;
    }

    /**
     * Empty where a file can't be formatted or mounted: that takes mkfs.ext4 and root's rights.
     *
     * @param directory for the file, its copy and the place that it is mounted in
     */
    public static Optional<PowerCutDisk> make(Path directory, long bytes) throws IOException, InterruptedException {
        Path file = directory.resolve("disk");
        try (RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw")) {
            disk.setLength(bytes);
        }
        Path point = directory.resolve("mounted");
        if (!Mount.run("mkfs.ext4", "-q", "-F", file.toString())) {
            return Optional.empty();
        }
        return Mount.file(point, file).map(mount -> new PowerCutDisk(point, file, mount));
    }

    /** Where it is mounted. */
    public Path path() {
        return point;
    }

    /** The power is cut now. */
    public void cut() throws IOException {
        left = Files.copy(file, file.resolveSibling(file.getFileName() + "-left"));
    }

    /** Mounts what the cut has left in the same place. Whoever wrote to it must have ended. */
    public void comeBack() throws IOException, InterruptedException {
        mount.close();
        Files.delete(file);
        file = left;
        mount = Mount.file(point, file).orElseThrow(() -> new IOException("what is left can't be mounted"));
    }

    @Override
    public void close() {
        mount.close();
    }
}
