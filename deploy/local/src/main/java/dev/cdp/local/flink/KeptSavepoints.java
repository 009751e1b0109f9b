package dev.cdp.local.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The savepoints in a folder, which Flink names {@code savepoint-} with the first six characters of the job's id. */
record KeptSavepoints(Path directory) {
    private static final int ID_CHARS = 6;

    /** The job's last complete one. */
    Optional<String> last(String jobId) throws IOException {
        if (jobId.length() < ID_CHARS || !Files.isDirectory(directory)) {
            return Optional.empty();
        }
        String beginning = "savepoint-" + jobId.substring(0, ID_CHARS) + '-';
        try (Stream<Path> savepoints = Files.list(directory)) {
            return savepoints
                    .filter(path -> path.getFileName().toString().startsWith(beginning))
                    .filter(path -> Files.exists(path.resolve("_metadata")))
                    .max(Comparator.comparingLong(
                            path -> path.resolve("_metadata").toFile().lastModified()))
                    .map(path -> path.toUri().toString());
        }
    }
}
