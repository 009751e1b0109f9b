package dev.cdp.admin.service.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.admin.access.Access;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.flink.Flink;
import dev.cdp.admin.service.change.Changes;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows the jobs, and stops them with and without a savepoint. */
@Singleton
public class JobService {
    private final Flink flink;
    private final Changes changes;

    JobService(Flink flink, Changes changes) {
        this.flink = flink;
        this.changes = changes;
    }

    /**
     * A job.
     *
     * @param waiting for what its tasks wait, in words; empty: for nothing
     */
    @Serdeable
    public record Job(
            String id,
            String name,
            String state,
            String waiting,
            @Nullable Instant startedAt,
            long durationMs,
            String url) {}

    /** All that Flink knows. */
    @Serdeable
    public record Jobs(List<Job> items) {}

    /** How its checkpoints go. */
    @Serdeable
    public record Checkpoints(
            long completed,
            long failed,
            long inProgress,
            @Nullable Instant lastAt,
            @Nullable Long lastDurationMs,
            @Nullable Long lastSizeBytes,
            @Nullable String lastFailure) {
        static Checkpoints of(JsonNode checkpoints) {
            JsonNode last = checkpoints.at("/latest/completed");
            boolean any = last.isObject();
            JsonNode failure = checkpoints.at("/latest/failed/failure_message");
            return new Checkpoints(
                    checkpoints.at("/counts/completed").asLong(),
                    checkpoints.at("/counts/failed").asLong(),
                    checkpoints.at("/counts/in_progress").asLong(),
                    any ? Instant.ofEpochMilli(last.path("latest_ack_timestamp").asLong()) : null,
                    any ? last.path("end_to_end_duration").asLong() : null,
                    any ? last.path("state_size").asLong() : null,
                    failure.isTextual() ? failure.asText() : null);
        }
    }

    /** A job with its parts. */
    @Serdeable
    public record JobDetail(Job job, List<Vertex> vertices, Checkpoints checkpoints, List<String> exceptions) {}

    /** A savepoint that is being made, or was: in_progress, completed or failed. */
    @Serdeable
    public record Savepoint(
            String triggerId,
            String state,
            @Nullable String path,
            @Nullable String error) {}

    public Jobs list() {
        List<Job> jobs = new ArrayList<>();
        JsonNode cluster = flink.get("/overview");
        flink.get("/jobs/overview")
                .path("jobs")
                .forEach(job ->
                        jobs.add(job(job, waiting(job.at("/tasks/scheduled").asLong(), cluster))));
        return new Jobs(jobs);
    }

    public JobDetail get(String id) {
        JsonNode job = flink.get("/jobs/" + requireId(id));
        List<Vertex> vertices = new ArrayList<>();
        job.path("vertices").forEach(vertex -> vertices.add(Vertex.of(vertex, load(id, vertex))));
        List<String> exceptions = new ArrayList<>();
        flink.get("/jobs/" + id + "/exceptions")
                .at("/exceptionHistory/entries")
                .forEach(entry -> exceptions.add(
                        entry.path("stacktrace").asText().lines().findFirst().orElse("")));
        // A JobManager that has only tidied up behind an ended job knows of none.
        Checkpoints checkpoints = Checkpoints.of(flink.find("/jobs/" + id + "/checkpoints"));
        long scheduled = 0;
        for (JsonNode vertex : job.path("vertices")) {
            scheduled += vertex.at("/tasks/SCHEDULED").asLong();
        }
        String waiting = waiting(scheduled, flink.get("/overview"));
        return new JobDetail(job(job, waiting), vertices, checkpoints, exceptions);
    }

    /** Begins a savepoint, in the cluster's own folder; the job stops after it where that is asked for. */
    public Savepoint savepoint(Access by, String id, boolean stop) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (stop) {
            body.put("drain", false);
        } else {
            body.put("cancel-job", false);
        }
        return changes.apply(by, change -> {
            change.audit(stop ? "job.stop" : "job.savepoint", requireId(id), Map.of());
            String trigger = flink.post("/jobs/" + id + (stop ? "/stop" : "/savepoints"), body)
                    .path("request-id")
                    .asText();
            return new Savepoint(trigger, "in_progress", null, null);
        });
    }

    public Savepoint findSavepoint(String id, String trigger) {
        JsonNode answer = flink.get("/jobs/" + requireId(id) + "/savepoints/" + requireId(trigger));
        JsonNode operation = answer.path("operation");
        if (!answer.at("/status/id").asText().equals("COMPLETED")) {
            return new Savepoint(trigger, "in_progress", null, null);
        }
        return operation.hasNonNull("failure-cause")
                ? new Savepoint(
                        trigger,
                        "failed",
                        null,
                        cause(operation.at("/failure-cause/stack-trace").asText()))
                : new Savepoint(trigger, "completed", operation.path("location").asText(), null);
    }

    /** Of a stack trace: what was behind it all, in a line. */
    private static String cause(String stackTrace) {
        String[] causes = stackTrace.split("Caused by: ", -1);
        return causes[causes.length - 1].lines().findFirst().orElse("");
    }

    /** Whether all its tasks run, without which it makes no savepoint. */
    public boolean allTasksRun(String id) {
        for (JsonNode vertex : flink.get("/jobs/" + requireId(id)).path("vertices")) {
            if (vertex.at("/tasks/RUNNING").asInt() < vertex.path("parallelism").asInt()) {
                return false;
            }
        }
        return true;
    }

    /** Ends it at once; its checkpoints stay. */
    public void cancel(Access by, String id) {
        changes.apply(by, change -> {
            change.audit("job.cancel", requireId(id), Map.of());
            flink.patch("/jobs/" + id + "?mode=cancel");
            return null;
        });
    }

    /** The busiest subtask's share of the time, by metric; nothing for a vertex that does not run. */
    private JsonNode load(String job, JsonNode vertex) {
        return vertex.path("status").asText().equals("RUNNING")
                ? flink.get("/jobs/" + job + "/vertices/"
                        + requireId(vertex.path("id").asText()) + "/subtasks/metrics?agg=max&get=" + Vertex.LOAD)
                : JsonNodeFactory.instance.arrayNode();
    }

    /** Flink says SCHEDULED of tasks that it has no place for, for five minutes, and restarts the job then. */
    private static String waiting(long scheduled, JsonNode cluster) {
        return scheduled == 0
                ? ""
                : "%d tasks wait for slots, of which %d of %d are free: add a TaskManager, stop a job, or rescale one"
                        .formatted(
                                scheduled,
                                cluster.path("slots-available").asLong(),
                                cluster.path("slots-total").asLong());
    }

    private Job job(JsonNode job, String waiting) {
        String id = job.path("jid").asText();
        long started = job.path("start-time").asLong();
        return new Job(
                id,
                job.path("name").asText(),
                job.path("state").asText(),
                waiting,
                started > 0 ? Instant.ofEpochMilli(started) : null,
                job.path("duration").asLong(),
                flink.url() + "/#/job/running/" + id + "/overview");
    }

    /** Flink's ids are hexadecimal: nothing else gets into a path. */
    private static String requireId(String id) {
        if (!id.matches("[0-9a-f]{32}")) {
            throw Problem.notFound("job");
        }
        return id;
    }
}
