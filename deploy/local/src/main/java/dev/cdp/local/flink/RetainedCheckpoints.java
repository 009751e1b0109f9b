package dev.cdp.local.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkpoints that a job has left in the checkpoint directory, which outlive it. */
record RetainedCheckpoints(Path directory) {
    /** The job's last complete one: only a complete one has its metadata file. */
    Optional<String> last(String jobId) throws IOException {
        Path ofJob = directory.resolve(jobId);
        if (jobId.isEmpty() || !Files.isDirectory(ofJob)) {
            return Optional.empty();
        }
        try (Stream<Path> checkpoints = Files.list(ofJob)) {
            return checkpoints
                    .filter(path -> path.getFileName().toString().matches("chk-\\d+"))
                    .filter(path -> Files.exists(path.resolve("_metadata")))
                    .max(Comparator.comparingLong(RetainedCheckpoints::number))
                    .map(path -> path.toUri().toString());
        }
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
    }
}
