package dev.cdp.local.flink;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What was submitted last under each job name; one JSON file per job, kept with the data. */
record Submissions(Path directory) {
    private static final String SUFFIX = ".json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A job that was submitted, or is about to be.
     *
     * @param jobId empty while the answer to the submission is awaited
     * @param program fingerprint of jar, entry class and arguments
     * @param startedFrom savepoint or checkpoint that it started from; null for one that started empty
     * @param stoppedWith savepoint that it was stopped with; null for one that was not
     */
    record Submission(String jobId, String program, String startedFrom, String stoppedWith) {
        static Submission begun(String program, String startedFrom) {
            return new Submission("", program, startedFrom, null);
        }

        Submission as(String id) {
            return new Submission(id, program, startedFrom, null);
        }

        Submission stopped(String savepoint) {
            return new Submission(jobId, program, startedFrom, savepoint);
        }

        /** Of a job that somebody else has started. */
        static Submission found(String id) {
            return new Submission(id, "", null, null);
        }

        boolean mayBe(String id) {
            return jobId.isEmpty() || jobId.equals(id);
        }
    }

    Optional<Submission> find(String job) throws IOException {
        Path file = file(job);
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), Submission.class)) : Optional.empty();
    }

    void put(String job, Submission submission) throws IOException {
        Files.createDirectories(directory);
        Path draft = Files.createTempFile(directory, "submission", ".tmp");
        JSON.writeValue(draft.toFile(), submission);
        Files.move(draft, file(job), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(String job) {
        return directory.resolve(URLEncoder.encode(job, StandardCharsets.UTF_8) + SUFFIX);
    }

    /** The jobs of which something is known. */
    List<String> names() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8))
                    .sorted()
                    .toList();
        }
    }
}
