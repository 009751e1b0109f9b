package dev.cdp.e2e.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads Flink's REST interface. */
public final class Flink {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Http http = new Http();
    private final String url;

    /** A job as the overview lists it. */
    public record Job(String id, String name, String state, int tasks, int runningTasks, int initializingTasks) {
        /** Every task runs: the state alone says RUNNING while the tasks are still deployed. */
        public boolean isRunning() {
            return state.equals("RUNNING") && tasks > 0 && tasks == runningTasks;
        }

        /** A task reads its state back. */
        public boolean isRestoring() {
            return initializingTasks > 0;
        }
    }

    Flink(String url) {
        this.url = url;
    }

    public String url() {
        return url;
    }

    /** The jobs that have not ended. */
    public List<Job> jobs() {
        return StreamSupport.stream(get("/jobs/overview").get("jobs").spliterator(), false)
                .filter(job -> job.get("end-time").asLong() < 0)
                .map(Flink::job)
                .toList();
    }

    /** How many checkpoints the job has completed since the JobManager knows it. */
    public long completedCheckpoints(Job job) {
        return get("/jobs/" + job.id() + "/checkpoints").at("/counts/completed").asLong();
    }

    /** Of its widest operators. */
    public int parallelism(Job job) {
        return StreamSupport.stream(get("/jobs/" + job.id()).get("vertices").spliterator(), false)
                .mapToInt(vertex -> vertex.get("parallelism").asInt())
                .max()
                .orElseThrow();
    }

    public long checkpointsInProgress(Job job) {
        return get("/jobs/" + job.id() + "/checkpoints")
                .at("/counts/in_progress")
                .asLong();
    }

    /** Epoch milliseconds since when the job has run: later after each restart. */
    public long runningSince(Job job) {
        return get("/jobs/" + job.id()).at("/timestamps/RUNNING").asLong();
    }

    /** Ends a job without a savepoint; returns when Flink has taken it on. */
    public void cancel(Job job) {
        HttpRequest.Builder patch = HttpRequest.newBuilder(URI.create(url + "/jobs/" + job.id() + "?mode=cancel"))
                .method("PATCH", HttpRequest.BodyPublishers.noBody());
        send(patch, 202);
    }

    private static Job job(JsonNode job) {
        JsonNode tasks = job.get("tasks");
        return new Job(
                job.get("jid").asText(),
                job.get("name").asText(),
                job.get("state").asText(),
                tasks.get("total").asInt(),
                tasks.get("running").asInt(),
                tasks.get("initializing").asInt());
    }

    private JsonNode get(String path) {
        return Json.parse(send(HttpRequest.newBuilder(URI.create(url + path)), 200));
    }

    private String send(HttpRequest.Builder request, int expected) {
        return http.expect(expected, request, PATIENCE);
    }
}
