package dev.cdp.local.upgrade;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.local.flink.Rollout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What an upgrade has found and left, in one JSON file: the way back, and what an upgrade that was broken off goes on
 * with. Written as a whole before each step that depends on it.
 */
public final class Note implements Rollout {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FINISHED = "finished";
    private static final String SAVEPOINT = "savepoint";
    private static final String PARALLELISM = "parallelism";

    private final Path file;
    private final ObjectNode content;

    private Note(Path file, ObjectNode content) {
        this.file = file;
        this.content = content;
    }

    /** The last note of the folder that is not finished, or a new one, which is not written yet. */
    public static Note open(Path folder) throws IOException {
        Optional<Note> last = last(folder);
        if (last.isPresent() && !last.get().isFinished()) {
            return last.get();
        }
        String begun = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        ObjectNode content = JSON.createObjectNode().put("begun", begun);
        return new Note(folder.resolve(begun.replace(":", "") + ".json"), content);
    }

    /** The last one, finished or not: what can be gone back to. */
    public static Optional<Note> last(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> newest = files.filter(file -> file.toString().endsWith(".json"))
                    .max(Comparator.comparing(Path::getFileName));
            return newest.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Note(newest.get(), (ObjectNode)
                            JSON.readTree(newest.get().toFile())));
        }
    }

    /** For the way back, which is not noted itself. */
    public Rollout back() {
        return new Rollout() {
            @Override
            public boolean takesOver() {
                return true;
            }

            @Override
            public OptionalInt parallelism(String job) {
                return Note.this.parallelism(job);
            }
        };
    }

    /** By job: the savepoint, or the checkpoint, that the jar before has left. */
    public Map<String, String> savepoints() {
        Map<String, String> savepoints = new LinkedHashMap<>();
        content.path("jobs").fields().forEachRemaining(job -> {
            if (job.getValue().has(SAVEPOINT)) {
                savepoints.put(job.getKey(), job.getValue().get(SAVEPOINT).asText());
            }
        });
        return savepoints;
    }

    /** Whether an earlier upgrade wrote it and was broken off. */
    public boolean goesOn() {
        return Files.exists(file);
    }

    public Path file() {
        return file;
    }

    private boolean isFinished() {
        return content.has(FINISHED);
    }

    /** The version of a schema before; one that was noted before the upgrade was broken off stays. */
    public void schema(String database, String version) throws IOException {
        ObjectNode schemas = content.withObjectProperty("schemas");
        if (!schemas.has(database)) {
            schemas.put(database, version);
        }
        write();
    }

    @Override
    public boolean takesOver() {
        return true;
    }

    @Override
    public void stopping(String job, String jobId, int parallelism) throws IOException {
        job(job).put("jobId", jobId).put(PARALLELISM, parallelism);
        write();
    }

    /** The first one stays: it is of the jar before. */
    @Override
    public void starting(String job, String savepoint) throws IOException {
        if (!job(job).has(SAVEPOINT)) {
            job(job).put(SAVEPOINT, savepoint);
            write();
        }
    }

    @Override
    public OptionalInt parallelism(String job) {
        int noted = content.path("jobs").path(job).path(PARALLELISM).asInt();
        return noted == 0 ? OptionalInt.empty() : OptionalInt.of(noted);
    }

    public void finished() throws IOException {
        content.put(FINISHED, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        write();
    }

    private ObjectNode job(String name) {
        return content.withObjectProperty("jobs").withObjectProperty(name);
    }

    private void write() throws IOException {
        Files.createDirectories(file.getParent());
        Path draft = Files.createTempFile(file.getParent(), "note", ".tmp");
        Files.writeString(draft, content.toPrettyString() + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
