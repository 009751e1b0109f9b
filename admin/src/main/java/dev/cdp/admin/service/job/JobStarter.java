package dev.cdp.admin.service.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.admin.OneLine;
import dev.cdp.admin.access.Access;
import dev.cdp.admin.config.ClickHouseSettings;
import dev.cdp.admin.config.FlinkSettings;
import dev.cdp.admin.config.KafkaSettings;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.flink.Flink;
import dev.cdp.admin.flink.JobJar;
import dev.cdp.admin.service.change.Changes;
import dev.cdp.admin.service.pipeline.DestinationTables;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts jobs from this installation's jar, and starts them anew with another parallelism. */
@Singleton
public class JobStarter {
    private static final Logger LOG = LoggerFactory.getLogger(JobStarter.class);
    private static final Set<String> OVER = Set.of("FINISHED", "CANCELED", "FAILED");
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration SAVEPOINT = Duration.ofSeconds(60);
    private static final long POLL_MS = 300;
    private static final String AUTO = "auto";
    private static final int TRIES = 5;
    private static final long BETWEEN_TRIES_MS = 2_000;

    private final Flink flink;
    private final JobJar jar;
    private final FlinkSettings settings;
    private final KafkaSettings kafka;
    private final ClickHouseSettings clickHouse;
    private final JobService jobs;
    private final DestinationTables tables;
    private final Changes changes;
    /** Of its own: who makes many destinations waits for them alone, and holds up no request. */
    private final ExecutorService background = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "job-starter");
        thread.setDaemon(true);
        return thread;
    });

    JobStarter(
            Flink flink,
            JobJar jar,
            FlinkSettings settings,
            KafkaSettings kafka,
            ClickHouseSettings clickHouse,
            JobService jobs,
            DestinationTables tables,
            Changes changes) {
        this.flink = flink;
        this.jar = jar;
        this.settings = settings;
        this.kafka = kafka;
        this.clickHouse = clickHouse;
        this.jobs = jobs;
        this.tables = tables;
        this.changes = changes;
    }

    @PreDestroy
    void close() {
        background.shutdownNow();
    }

    /** What was started. */
    @Serdeable
    public record Started(String jobId) {}

    /**
     * Starts a job.
     *
     * @throws Problem when one of that name runs, or Flink refuses it: the job's own checks say why, such as a start
     *     without the state that it had
     */
    public Started start(Access by, JobPlan plan) {
        if (isRunning(plan.name())) {
            throw Problem.conflict("", "a job " + plan.name() + " runs already");
        }
        makeTables(plan);
        return changes.apply(by, change -> {
            change.audit("job.start", plan.name(), Map.of("savepoint", plan.savepointPath()));
            return new Started(submit(plan));
        });
    }

    /**
     * Stops a job with a savepoint and starts it from there. One that has only just started is waited for.
     *
     * @throws Problem when it is none of this installation's, or the savepoint takes too long: then it is stopped, and
     *     the savepoint is where it goes on
     */
    public Started rescale(Access by, String id, int parallelism) {
        JobPlan plan = JobPlan.ofName(jobs.get(id).job().name(), parallelism)
                .orElseThrow(() -> Problem.conflict("", "this job was not started with this installation's jar"));
        if (poll(START, () -> jobs.allTasksRun(id) ? id : null).isEmpty()) {
            throw Problem.conflict("", "not all of its tasks run, so it makes no savepoint; try again, or cancel it");
        }
        JobService.Savepoint savepoint = jobs.savepoint(by, id, true);
        String path = await(id, savepoint.triggerId());
        return start(by, plan.from(path));
    }

    /**
     * Starts the delivery job of a new destination in the background, where that is wanted and can be done. The job reads
     * the destination from cdp.config, where the outbox may bring it a moment later: hence some tries. A failure is told
     * to the log only: the destination is there, and the job can be started by hand.
     */
    public void startDelivery(Access by, String destinationId) {
        if (settings.deliveryJobs().equals(AUTO) && !settings.jobJar().isEmpty()) {
            JobPlan plan = JobPlan.delivery(by.workspaceId() + '/' + destinationId, 1, "");
            background.execute(() -> tryToStart(by, plan));
        }
    }

    private void tryToStart(Access by, JobPlan plan) {
        for (int tries = TRIES; tries > 0; tries--) {
            try {
                Thread.sleep(BETWEEN_TRIES_MS);
                start(by, plan);
                return;
            } catch (Problem e) {
                LOG.warn("{} was not started: {}", plan.name(), e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Where they can't be made the job starts all the same: it says what it misses, and goes on once that is there. */
    private void makeTables(JobPlan plan) {
        if (!plan.destination().contains("/")) {
            return;
        }
        String[] workspaceAndDestination = plan.destination().split("/", 2);
        try {
            tables.make(workspaceAndDestination[0], workspaceAndDestination[1]);
        } catch (Problem e) {
            LOG.warn("the tables of {} were not made: {}", plan.name(), OneLine.rootMessage(e));
        }
    }

    private String submit(JobPlan plan) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("entryClass", plan.entryClass());
        List<String> arguments = plan.arguments(kafka.bootstrap(), clickHouse.url());
        arguments.forEach(body.putArray("programArgsList")::add);
        if (!plan.savepointPath().isEmpty()) {
            body.put("savepointPath", plan.savepointPath()).put("claimMode", "NO_CLAIM");
        }
        return flink.submit("/jars/" + jar.uploaded() + "/run", body)
                .path("jobid")
                .asText();
    }

    private boolean isRunning(String name) {
        for (JsonNode job : flink.get("/jobs/overview").path("jobs")) {
            if (job.path("name").asText().equals(name)
                    && !OVER.contains(job.path("state").asText())) {
                return true;
            }
        }
        return false;
    }

    private String await(String id, String trigger) {
        JobService.Savepoint savepoint = poll(SAVEPOINT, () -> {
                    JobService.Savepoint found = jobs.findSavepoint(id, trigger);
                    return found.state().equals("in_progress") ? null : found;
                })
                .orElseThrow(() -> Problem.conflict("", "the savepoint takes too long; ask for it later: " + trigger));
        if (savepoint.state().equals("failed")) {
            throw Problem.conflict("", "the savepoint failed: " + savepoint.error());
        }
        return savepoint.path();
    }

    /** What is looked for, once it is there; empty when it does not come in time. */
    private static <T> Optional<T> poll(Duration patience, Supplier<T> look) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            T found = look.get();
            if (found != null || System.nanoTime() > end) {
                return Optional.ofNullable(found);
            }
            try {
                Thread.sleep(POLL_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Problem.unavailable("interrupted while waiting for the job", e);
            }
        }
    }
}
