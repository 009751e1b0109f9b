package dev.cdp.local.component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where Flink's high availability notes the jobs that have ended. It makes the file and then fills it; a JobManager that
 * is killed between the two leaves an empty one, which no JobManager of 2.2.1 can start with.
 *
 * @param directory one folder for each cluster id
 */
record JobResults(Path directory) {
    /** Without its note a job counts as one that has not ended: it goes on from its last checkpoint. */
    void forgetEmpty() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> notes = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".json"))
                    .toList();
            for (Path note : notes) {
                if (Files.size(note) == 0) {
                    Files.delete(note);
                }
            }
        }
    }
}
