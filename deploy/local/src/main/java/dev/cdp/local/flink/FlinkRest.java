package dev.cdp.local.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The calls of Flink's REST interface that the launcher needs. */
public final class FlinkRest {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final String BOUNDARY = "cdp-job-jar-boundary";
    /** Its name, and the older one. */
    private static final Set<String> SAVEPOINT_DIRECTORY =
            Set.of("execution.checkpointing.savepoint-dir", "state.savepoints.dir");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Takes http://host:port. */
    public FlinkRest(String url) {
        this.url = url;
    }

    public List<FlinkJob> jobs() throws FlinkException {
        List<FlinkJob> jobs = new ArrayList<>();
        for (JsonNode job : get("/jobs/overview").path("jobs")) {
            JsonNode tasks = job.path("tasks");
            jobs.add(new FlinkJob(
                    job.path("jid").asText(),
                    job.path("name").asText(),
                    job.path("state").asText(),
                    tasks.path("total").asInt() > 0
                            && tasks.path("total").asInt()
                                    == tasks.path("running").asInt()));
        }
        return jobs;
    }

    /** Checkpoints that the job has completed since it was started or restored. */
    public long completedCheckpoints(String jobId) throws FlinkException {
        return get("/jobs/" + jobId + "/checkpoints")
                .path("counts")
                .path("completed")
                .asLong();
    }

    /** How many subtasks its widest operators have. */
    public int parallelism(String jobId) throws FlinkException {
        return StreamSupport.stream(get("/jobs/" + jobId).path("vertices").spliterator(), false)
                .mapToInt(vertex -> vertex.path("parallelism").asInt())
                .max()
                .orElse(0);
    }

    /** Whether the cluster remembers the job as one that has ended of itself: a stream does so only with a savepoint. */
    public boolean isFinished(String jobId) throws FlinkException {
        return jobs().stream()
                .anyMatch(job -> job.id().equals(jobId) && job.state().equals("FINISHED"));
    }

    /** The savepoint that the job has ended with, as long as the cluster remembers the job. */
    public Optional<String> savepointOfFinished(String jobId) throws FlinkException {
        if (!isFinished(jobId)) {
            return Optional.empty();
        }
        return checkpoints(jobId)
                .map(told -> told.at("/latest/savepoint/external_path").asText())
                .filter(path -> !path.isEmpty());
    }

    /** Empty: a JobManager that has only tidied up behind the job lists it, but knows nothing of its checkpoints. */
    private Optional<JsonNode> checkpoints(String jobId) throws FlinkException {
        try {
            return Optional.of(get("/jobs/" + jobId + "/checkpoints"));
        } catch (FlinkException e) {
            if (e.status() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Flink's version, and how many TaskManagers the cluster has. */
    public ClusterOverview overview() throws FlinkException {
        JsonNode overview = get("/overview");
        return new ClusterOverview(
                overview.path("flink-version").asText(),
                overview.path("taskmanagers").asInt());
    }

    /** The folder that the cluster makes savepoints in where none is named; empty: it has none. */
    public String savepointDirectory() throws FlinkException {
        for (JsonNode setting : get("/jobmanager/config")) {
            if (SAVEPOINT_DIRECTORY.contains(setting.path("key").asText())) {
                return setting.path("value").asText();
            }
        }
        return "";
    }

    /** What the cluster says of itself. */
    public record ClusterOverview(String version, int taskManagers) {}

    /** The first line of the last failure of the job, if it had one. */
    public Optional<String> lastFailure(String jobId) throws FlinkException {
        JsonNode history =
                get("/jobs/" + jobId + "/exceptions").path("exceptionHistory").path("entries");
        return StreamSupport.stream(history.spliterator(), false)
                .findFirst()
                .map(entry -> entry.path("stacktrace").asText())
                .map(FlinkRest::rootCause);
    }

    /** Uploads the jar and returns its id. */
    public String upload(Path jar) throws FlinkException {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                + jar.getFileName() + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        String tail = "\r\n--" + BOUNDARY + "--\r\n";
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofInputStream(() -> open(head, jar, tail));
        JsonNode answer = send(HttpRequest.newBuilder(URI.create(url + "/jars/upload"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(body));
        String file = answer.path("filename").asText();
        return file.substring(file.lastIndexOf('/') + 1);
    }

    public void deleteJar(String jarId) throws FlinkException {
        send(HttpRequest.newBuilder(URI.create(url + "/jars/" + jarId)).DELETE());
    }

    /** Submits a job that owns the state which it starts from. */
    public String run(String jarId, String entryClass, List<String> arguments, Optional<String> from)
            throws FlinkException {
        return run(jarId, entryClass, arguments, from, true);
    }

    /**
     * Submits a job.
     *
     * @param from savepoint or retained checkpoint to start from
     * @param claim whether the job owns it from then on, and deletes it once it has a newer one
     * @return the job's id
     */
    public String run(String jarId, String entryClass, List<String> arguments, Optional<String> from, boolean claim)
            throws FlinkException {
        ObjectNode body = JSON.createObjectNode().put("entryClass", entryClass);
        arguments.forEach(body.putArray("programArgsList")::add);
        from.ifPresent(path -> body.put("savepointPath", path).put("claimMode", claim ? "CLAIM" : "NO_CLAIM"));
        return post("/jars/" + jarId + "/run", body).path("jobid").asText();
    }

    /**
     * Asks the job to stop with a savepoint; returns the request's id.
     *
     * @param savepoints URI of the folder to make it in; empty: the cluster's own
     */
    public String stop(String jobId, String savepoints) throws FlinkException {
        ObjectNode body = JSON.createObjectNode().put("drain", false);
        if (!savepoints.isEmpty()) {
            body.put("targetDirectory", savepoints);
        }
        return post("/jobs/" + jobId + "/stop", body).path("request-id").asText();
    }

    /** Asks the job to end at once. Its checkpoints stay. */
    public void cancel(String jobId) throws FlinkException {
        send(HttpRequest.newBuilder(URI.create(url + "/jobs/" + jobId))
                .method("PATCH", HttpRequest.BodyPublishers.noBody()));
    }

    /** Where the savepoint of a stop request is, once it is complete. */
    public Optional<String> savepoint(String jobId, String requestId) throws FlinkException {
        JsonNode answer = get("/jobs/" + jobId + "/savepoints/" + requestId);
        if (!answer.path("status").path("id").asText().equals("COMPLETED")) {
            return Optional.empty();
        }
        JsonNode operation = answer.path("operation");
        if (operation.hasNonNull("failure-cause")) {
            throw new FlinkException("the savepoint failed: "
                    + rootCause(
                            operation.path("failure-cause").path("stack-trace").asText()));
        }
        return Optional.of(operation.path("location").asText());
    }

    private JsonNode get(String path) throws FlinkException {
        return send(HttpRequest.newBuilder(URI.create(url + path)));
    }

    private JsonNode post(String path, ObjectNode body) throws FlinkException {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private JsonNode send(HttpRequest.Builder builder) throws FlinkException {
        HttpRequest request = builder.timeout(TIMEOUT).build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new FlinkException(
                        answer.statusCode(),
                        "Flink answered " + answer.statusCode() + " to " + request.uri() + ": "
                                + reason(answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new FlinkException("Flink did not answer " + request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FlinkException("interrupted while asking Flink", e);
        }
    }

    /** Flink answers errors as a list of stack traces. */
    private static String reason(String body) {
        try {
            JsonNode errors = JSON.readTree(body).path("errors");
            return rootCause(errors.path(errors.size() - 1).asText(body));
        } catch (IOException e) {
            return body;
        }
    }

    static String rootCause(String stackTrace) {
        List<String> causes = stackTrace
                .lines()
                .filter(line -> line.startsWith("Caused by: "))
                .map(line -> line.substring("Caused by: ".length()))
                .toList();
        return causes.isEmpty()
                ? stackTrace.lines().findFirst().orElse("no reason given")
                : causes.get(causes.size() - 1);
    }

    private static InputStream open(String head, Path jar, String tail) {
        try {
            return new SequenceInputStream(
                    Collections.enumeration(List.of(bytes(head), Files.newInputStream(jar), bytes(tail))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
