package dev.cdp.local.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cdp.local.LocalStack;
import dev.cdp.local.LocalStack.Answer;
import dev.cdp.local.component.JobManager;
import dev.cdp.local.process.RunningProcess;
import dev.cdp.local.upgrade.Note;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
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
    void aJobThatFlinkRefusesHoldsUpNoOther() throws Exception {
        String before = running().id();
        JobJar.write(jar, "beside a refused one");
        List<JobSpec> both = List.of(new JobSpec("refused", "no.such.Job"), COUNTING.get(0));

        assertThatThrownBy(() -> jobs.submit(both))
                .isInstanceOf(FlinkException.class)
                .hasMessageContaining("no.such.Job");

        jobs.awaitCheckpoints(COUNTING, TIMEOUT);
        assertThat(running().id()).isNotEqualTo(before);
        assertThat(progress).anyMatch(what -> what.startsWith("was not started: "));
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
    void aJobThatWasStoppedByALauncherThatWasKilledGoesOnFromTheSavepointThatNobodyNoted() throws Exception {
        stopUnnoted();
        progress.clear();

        submit();

        assertThat(progress).anyMatch(what -> what.startsWith("submitted from savepoint-"));
    }

    @Test
    void itsSavepointIsFoundAlsoWhenTheClusterHasForgottenTheJob() throws Exception {
        stopUnnoted();
        // Until Flink has cleaned up behind the job, a new JobManager would bring it back.
        await().atMost(TIMEOUT).until(() -> executionPlans().isEmpty());
        RunningProcess jobManager = local.started("jobmanager").process();
        jobManager.signal("KILL");
        await().atMost(TIMEOUT)
                .ignoreExceptions()
                .until(() -> !jobManager.isAlive() && rest.jobs().isEmpty());
        await().atMost(TIMEOUT).ignoreExceptions().until(() -> rest.overview().taskManagers() == 1);
        progress.clear();

        submit();

        assertThat(progress).anyMatch(what -> what.startsWith("submitted from savepoint-"));
    }

    @Test
    void anUpgradeTakesAJobOfSomebodyElseAlongWithItsParallelismAndKeepsTheSavepoint() throws Exception {
        FlinkJob before = running();
        Files.delete(local.stack().jobManager().config().data().resolve("submissions/" + CountingJob.NAME + ".json"));
        progress.clear();
        submit();
        assertThat(running().id()).as("left alone: " + progress).isEqualTo(before.id());

        Path notes = Files.createTempDirectory("notes");
        Note note = Note.open(notes);
        FlinkJobs upgrade = new FlinkJobs(
                rest,
                JobPlaces.of(local.stack().jobManager().config()),
                jar,
                List.of(),
                (job, what) -> progress.add(what),
                note);
        int parallelism = rest.parallelism(before.id());
        upgrade.submit(COUNTING);
        upgrade.awaitCheckpoints(COUNTING, TIMEOUT);

        FlinkJob after = running();
        assertThat(after.id()).isNotEqualTo(before.id());
        await().atMost(TIMEOUT).until(() -> rest.completedCheckpoints(after.id()) > 3);
        Path savepoint = Path.of(URI.create(note.savepoints().get(CountingJob.NAME)));
        assertThat(savepoint.resolve("_metadata")).exists();
        assertThat(Note.open(notes).parallelism(CountingJob.NAME)).hasValue(parallelism);
    }

    /** As if the launcher had been killed while it waited for the savepoint. */
    private void stopUnnoted() throws Exception {
        String id = running().id();
        String request = rest.stop(
                id, local.stack().jobManager().config().savepoints().toUri().toString());
        await().atMost(TIMEOUT).until(() -> rest.savepoint(id, request).isPresent());
        await().atMost(TIMEOUT).until(() -> rest.jobs().stream().noneMatch(FlinkJob::isActive));
    }

    @Test
    void aJobManagerThatWasKilledWhileItNotedTheEndOfAJobComesBackWithTheJob() throws Exception {
        String before = running().id();
        Path store = Files.createDirectories(
                local.stack().jobManager().config().jobResults().resolve("cdp"));
        Files.createFile(store.resolve(before + "_DIRTY.json"));
        RunningProcess jobManager = local.started("jobmanager").process();
        jobManager.signal("KILL");

        await().atMost(TIMEOUT).ignoreExceptions().until(() -> !jobManager.isAlive() && isRunning(before));
        jobs.awaitCheckpoints(COUNTING, TIMEOUT);
    }

    private List<Path> executionPlans() throws IOException {
        try (Stream<Path> files =
                Files.walk(local.stack().jobManager().config().data().resolve("ha"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("submittedExecutionPlan"))
                    .toList();
        }
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

    /** Just when ZooKeeper would look for empty containers, which it does each minute unless it is told otherwise. */
    @Test
    void aJobManagerThatWasPausedUntilItsSessionHadEndedLeadsAgain() throws Exception {
        String before = running().id();
        long minute = Duration.ofMinutes(1).toMillis();
        long looks = local.started("zookeeper").startedAt() + 1_000;
        long begin = looks - 9_000;
        await().pollDelay(Duration.ofMillis(minute - Math.floorMod(System.currentTimeMillis() - begin, minute)))
                .atMost(TIMEOUT)
                .until(() -> true);
        RunningProcess jobManager = local.started("jobmanager").process();

        jobManager.signal("STOP");
        await().pollDelay(Duration.ofSeconds(13)).atMost(TIMEOUT).until(() -> true);
        jobManager.signal("CONT");

        // It notices that its session has ended a moment after it goes on.
        await().pollDelay(Duration.ofSeconds(5))
                .atMost(TIMEOUT)
                .ignoreExceptions()
                .until(() -> isRunning(before));
        jobs.awaitCheckpoints(COUNTING, TIMEOUT);
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
