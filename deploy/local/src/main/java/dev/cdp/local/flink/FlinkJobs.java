package dev.cdp.local.flink;

import dev.cdp.local.component.FlinkConfig;
import dev.cdp.local.component.Launch;
import dev.cdp.local.flink.Submissions.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Brings the jobs to the current jar without losing their state: a job that runs from another jar or with other
 * arguments is stopped with a savepoint and started from it, one that has ended starts from its last checkpoint. A job
 * that somebody submitted by hand under one of the names is left alone.
 */
public final class FlinkJobs {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration SAVEPOINT_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration CANCEL_TIMEOUT = Duration.ofMinutes(1);

    private final FlinkRest rest;
    private final FlinkConfig config;
    private final Path jar;
    private final List<String> arguments;
    private final Submissions submissions;
    private final BiConsumer<String, String> progress;

    /** @param progress gets a job's name and what happens to it */
    public FlinkJobs(
            FlinkRest rest, FlinkConfig config, Path jar, List<String> arguments, BiConsumer<String, String> progress) {
        this.rest = rest;
        this.config = config;
        this.jar = jar;
        this.arguments = List.copyOf(arguments);
        this.submissions = new Submissions(config.data().resolve("submissions"));
        this.progress = progress;
    }

    /** Submits what does not run from the current jar. Returns before the jobs run. */
    public void submit(List<JobSpec> specs) throws FlinkException, IOException {
        List<JobSpec> missing = new ArrayList<>();
        for (JobSpec spec : specs) {
            Optional<FlinkJob> active = active(spec);
            if (active.isPresent() && !isReplaceable(active.get(), spec)) {
                continue;
            }
            if (active.isPresent()) {
                stop(spec, active.get());
            }
            missing.add(spec);
        }
        if (!missing.isEmpty()) {
            start(missing);
        }
    }

    /** Returns when each job runs with all its tasks and has completed a checkpoint since. */
    public void awaitCheckpoints(List<JobSpec> specs, Duration timeout) throws FlinkException {
        Instant deadline = Instant.now().plus(timeout);
        List<JobSpec> waiting = new ArrayList<>(specs);
        while (true) {
            for (JobSpec spec : List.copyOf(waiting)) {
                if (hasCheckpoint(spec)) {
                    progress.accept(spec.name(), "running, first checkpoint complete");
                    waiting.remove(spec);
                }
            }
            if (waiting.isEmpty()) {
                return;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new FlinkException(explain(waiting.get(0), timeout));
            }
            pause();
        }
    }

    private boolean isReplaceable(FlinkJob job, JobSpec spec) throws IOException {
        Optional<Submission> ours = submissions.find(spec.name()).filter(known -> known.mayBe(job.id()));
        if (ours.isEmpty()) {
            progress.accept(spec.name(), "runs already, submitted by hand; left as it is");
            return false;
        }
        return !ours.get().program().equals(program(spec));
    }

    private void stop(JobSpec spec, FlinkJob job) throws FlinkException, IOException {
        // A cluster that has just come back restores its jobs first, and only a running one can make a savepoint.
        if (!until(
                START_TIMEOUT, () -> active(spec).filter(FlinkJob::allTasksRun).isPresent())) {
            cancel(spec, job);
            return;
        }
        progress.accept(spec.name(), "jar or arguments have changed: stopping it with a savepoint");
        String request = rest.stop(job.id(), config.savepoints());
        if (!until(SAVEPOINT_TIMEOUT, () -> rest.savepoint(job.id(), request).isPresent())) {
            throw new FlinkException(spec.name() + " made no savepoint within " + SAVEPOINT_TIMEOUT.toSeconds() + " s");
        }
        String savepoint = rest.savepoint(job.id(), request).orElseThrow();
        // Written before the new job is submitted: whoever is killed in between finds the way back here.
        submissions.put(spec.name(), submissions.find(spec.name()).orElseThrow().stopped(savepoint));
    }

    /** One that does not get to run is replaced from its last checkpoint, which its sinks are prepared for. */
    private void cancel(JobSpec spec, FlinkJob job) throws FlinkException {
        progress.accept(spec.name(), "does not run: replacing it from its last checkpoint");
        rest.cancel(job.id());
        if (!until(CANCEL_TIMEOUT, () -> active(spec).isEmpty())) {
            throw new FlinkException(spec.name() + " did not end within " + CANCEL_TIMEOUT.toSeconds() + " s");
        }
    }

    private void start(List<JobSpec> specs) throws FlinkException, IOException {
        String jarId = rest.upload(jar);
        try {
            for (JobSpec spec : specs) {
                start(spec, jarId);
            }
        } finally {
            rest.deleteJar(jarId); // running jobs have their own copy
        }
    }

    private void start(JobSpec spec, String jarId) throws FlinkException, IOException {
        Optional<String> from = lastState(spec);
        Submission submission = Submission.begun(program(spec), from.orElse(null));
        submissions.put(spec.name(), submission);
        String jobId = rest.run(jarId, spec.entryClass(), arguments, from);
        submissions.put(spec.name(), submission.as(jobId));
        progress.accept(
                spec.name(),
                from.map(path -> "submitted from " + path.substring(path.lastIndexOf('/', path.length() - 2) + 1))
                        .orElse("submitted"));
    }

    private Optional<String> lastState(JobSpec spec) throws IOException {
        Optional<Submission> last = submissions.find(spec.name());
        if (last.isEmpty()) {
            return Optional.empty();
        }
        if (last.get().stoppedWith() != null) {
            return Optional.of(last.get().stoppedWith());
        }
        // One that ended before its first checkpoint has no state of its own yet.
        return new RetainedCheckpoints(config.checkpoints())
                .last(last.get().jobId())
                .or(() -> Optional.ofNullable(last.get().startedFrom()));
    }

    private Optional<FlinkJob> active(JobSpec spec) throws FlinkException {
        return rest.jobs().stream()
                .filter(job -> job.name().equals(spec.name()) && job.isActive())
                .findFirst();
    }

    private boolean hasCheckpoint(JobSpec spec) throws FlinkException {
        Optional<FlinkJob> job = active(spec);
        if (job.isEmpty()) {
            throw new FlinkException(explain(spec, Duration.ZERO));
        }
        return job.get().state().equals("RUNNING")
                && job.get().allTasksRun()
                && rest.completedCheckpoints(job.get().id()) > 0;
    }

    private String explain(JobSpec spec, Duration waited) throws FlinkException {
        Optional<FlinkJob> job = rest.jobs().stream()
                .filter(found -> found.name().equals(spec.name()))
                .max((a, b) -> Boolean.compare(a.isActive(), b.isActive()));
        String state = job.map(FlinkJob::state).orElse("gone");
        String failure = job.isEmpty()
                ? ""
                : rest.lastFailure(job.get().id())
                        .map(cause -> " Its last failure: " + cause)
                        .orElse("");
        return waited.isZero()
                ? "%s does not run (%s).%s".formatted(spec.name(), state, failure)
                : "%s has no checkpoint after %d s (%s).%s".formatted(spec.name(), waited.toSeconds(), state, failure);
    }

    private String program(JobSpec spec) throws IOException {
        List<String> command = new ArrayList<>(arguments);
        command.add(spec.entryClass());
        return new Launch(command, Map.of(), jar.getParent(), List.of(jar)).fingerprint();
    }

    private interface Condition {
        boolean holds() throws FlinkException;
    }

    /** Whether it came to hold within the time. */
    private static boolean until(Duration timeout, Condition condition) throws FlinkException {
        Instant deadline = Instant.now().plus(timeout);
        while (!condition.holds()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() throws FlinkException {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FlinkException("interrupted while waiting for Flink", e);
        }
    }
}
