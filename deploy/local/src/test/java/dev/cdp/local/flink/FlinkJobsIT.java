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
        awaitTidied();
        killJobManager();
        await().atMost(TIMEOUT)
                .ignoreExceptions()
                .until(() -> rest.jobs().isEmpty() && rest.overview().taskManagers() == 1);
        progress.clear();

        submit();

        assertThat(progress).anyMatch(what -> what.startsWith("submitted from savepoint-"));
    }

    /** Killed in the moment between the note of the job's end and the last of the tidying up behind it. */
    @Test
    void itsSavepointIsFoundAlsoWhenTheNextJobManagerHasToTidyUpBehindTheJob() throws Exception {
        String stopped = stopUnnoted();
        awaitTidied();
        Files.writeString(dirtyNote(stopped), """
                {"result":{"id":"%s","application-status":"SUCCEEDED","accumulator-results":{},"net-runtime":1},\
                "version":1}""".formatted(stopped));
        killJobManager();
        await().atMost(TIMEOUT)
                .ignoreExceptions()
                .until(() -> rest.jobs().stream().anyMatch(job -> job.id().equals(stopped))
                        && rest.overview().taskManagers() == 1);
        progress.clear();

        submit();

        assertThat(progress).anyMatch(what -> what.startsWith("submitted from savepoint-"));
        awaitTidied(stopped);
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
    private String stopUnnoted() throws Exception {
        String id = running().id();
        String request = rest.stop(
                id, local.stack().jobManager().config().savepoints().toUri().toString());
        await().atMost(TIMEOUT).until(() -> rest.savepoint(id, request).isPresent());
        await().atMost(TIMEOUT).until(() -> rest.jobs().stream().noneMatch(FlinkJob::isActive));
        return id;
    }

    @Test
    void aJobManagerThatWasKilledWhileItNotedTheEndOfAJobComesBackWithTheJob() throws Exception {
        String before = running().id();
        Files.createFile(dirtyNote(before));

        killJobManager();

        await().atMost(TIMEOUT).ignoreExceptions().until(() -> isRunning(before));
        jobs.awaitCheckpoints(COUNTING, TIMEOUT);
    }

    /** Where Flink notes the end of a job until it has tidied up behind it. */
    private Path dirtyNote(String jobId) throws IOException {
        Path store = local.stack().jobManager().config().jobResults().resolve("cdp");
        return Files.createDirectories(store).resolve(jobId + "_DIRTY.json");
    }

    /** Until then a new JobManager would bring ended jobs back (from their plans), or list them (from their notes). */
    private void awaitTidied() {
        await().atMost(TIMEOUT).ignoreExceptions().until(() -> leftBehind().isEmpty());
    }

    private void awaitTidied(String jobId) {
        await().atMost(TIMEOUT).until(() -> !Files.exists(dirtyNote(jobId)));
    }

    private List<Path> leftBehind() throws IOException {
        try (Stream<Path> files =
                Files.walk(local.stack().jobManager().config().data().resolve("ha"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("submittedExecutionPlan")
                            || file.getFileName().toString().endsWith("_DIRTY.json"))
                    .toList();
        }
    }

    private void killJobManager() throws IOException {
        RunningProcess jobManager = local.started("jobmanager").process();
        jobManager.signal("KILL");
        await().atMost(TIMEOUT).until(() -> !jobManager.isAlive());
    }

    @Test
    void aKilledJobManagerComesBackWithItsJobs() throws Exception {
        String before = running().id();

        killJobManager();

        await().atMost(TIMEOUT).ignoreExceptions().until(() -> isRunning(before));
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
