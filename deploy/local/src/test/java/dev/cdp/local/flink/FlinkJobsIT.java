package dev.cdp.local.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.local.LocalStack;
import dev.cdp.local.LocalStack.Answer;
import dev.cdp.local.component.JobManager;
import dev.cdp.local.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What happens to jobs when they are submitted again, on a real session cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlinkJobsIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final List<JobSpec> COUNTING = List.of(new JobSpec(CountingJob.NAME, CountingJob.class.getName()));

    private final LocalStack local = new LocalStack("flink-jobs-it", List.of("zookeeper", "jobmanager", "taskmanager"));
    private final Path jar = Path.of("target", "counting-job.jar").toAbsolutePath();
    private final List<String> progress = new CopyOnWriteArrayList<>();
    private FlinkRest rest;
    private FlinkJobs jobs;

    @BeforeAll
    void up() throws Exception {
        local.run("reset");
        Answer answer = local.run("up");
        assertThat(answer.exitCode()).as(answer.output()).isZero();
        JobManager jobManager = local.stack().jobManager();
        rest = new FlinkRest(jobManager.config().rest().url());
        jobs = new FlinkJobs(rest, jobManager.config(), jar, List.of(), (job, what) -> progress.add(what));
        JobJar.write(jar, "first");
        submit();
    }

    @AfterAll
    void down() {
        local.run("down");
    }

    @Test
    void aJobThatRunsFromTheCurrentJarIsLeftAlone() throws Exception {
        String before = running().id();

        submit();

        assertThat(running().id()).isEqualTo(before);
    }

    @Test
    void aNewJarGoesOnFromASavepointOfTheOldOne() throws Exception {
        String before = running().id();
        JobJar.write(jar, "second");
        progress.clear();

        submit();

        assertThat(running().id()).isNotEqualTo(before);
        assertThat(progress).anyMatch(what -> what.startsWith("submitted from savepoint-"));
    }

    @Test
    void aCancelledJobGoesOnFromItsLastCheckpoint() throws Exception {
        rest.cancel(running().id());
        await().atMost(TIMEOUT).until(() -> rest.jobs().stream().noneMatch(FlinkJob::isActive));
        progress.clear();

        submit();

        assertThat(progress).anyMatch(what -> what.startsWith("submitted from chk-"));
    }

    @Test
    void aKilledJobManagerComesBackWithItsJobs() throws Exception {
        String before = running().id();
        RunningProcess jobManager = local.started("jobmanager").process();
        jobManager.signal("KILL");

        await().atMost(TIMEOUT).ignoreExceptions().until(() -> !jobManager.isAlive() && isRunning(before));
        jobs.awaitCheckpoints(COUNTING, TIMEOUT);

        assertThat(local.started("jobmanager").restarts()).isPositive();
    }

    @Test
    void jobsSurviveDownAndUp() throws Exception {
        String before = running().id();

        assertThat(local.run("down").exitCode()).isZero();
        assertThat(local.run("up").exitCode()).isZero();
        jobs.awaitCheckpoints(COUNTING, TIMEOUT);

        assertThat(running().id()).isEqualTo(before);
    }

    private void submit() throws FlinkException, IOException {
        jobs.submit(COUNTING);
        jobs.awaitCheckpoints(COUNTING, TIMEOUT);
    }

    private boolean isRunning(String jobId) throws FlinkException {
        return rest.jobs().stream()
                .anyMatch(job -> job.id().equals(jobId) && job.state().equals("RUNNING") && job.allTasksRun());
    }

    private FlinkJob running() throws FlinkException {
        return rest.jobs().stream().filter(FlinkJob::isActive).findFirst().orElseThrow();
    }
}
