package dev.cdp.local.flink;

import dev.cdp.local.component.FlinkConfig;
import dev.cdp.local.component.Launch;
import dev.cdp.local.flink.Submissions.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    private static final Duration SAVEPOINT_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration ENDING_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration CANCEL_TIMEOUT = Duration.ofMinutes(1);

    private final FlinkRest rest;
    private final JobPlaces places;
    private final Path jar;
    private final List<String> arguments;
    private final Submissions submissions;
    private final LastStates states;
    private final BiConsumer<String, String> progress;
    private final Rollout rollout;

    /**
     * Jobs of one jar.
     *
     * @param arguments of all jobs
     * @param progress gets a job's name and what happens to it
     */
    public FlinkJobs(
            FlinkRest rest,
            JobPlaces places,
            Path jar,
            List<String> arguments,
            BiConsumer<String, String> progress,
            Rollout rollout) {
        this.rest = rest;
        this.places = places;
        this.jar = jar;
        this.arguments = List.copyOf(arguments);
        this.submissions = new Submissions(places.submissions());
        this.states = new LastStates(rest, places, submissions);
        this.progress = progress;
        this.rollout = rollout;
    }

    public FlinkJobs(
            FlinkRest rest, FlinkConfig config, Path jar, List<String> arguments, BiConsumer<String, String> progress) {
        this(rest, JobPlaces.of(config), jar, arguments, progress, Rollout.UNNOTED);
    }

    /**
     * Submits what does not run from the current jar. Returns before the jobs run. All are stopped before the first is
     * started: none of the new ones writes what one of the old ones can't read.
     */
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
            start(missing, List.of());
        }
    }

    /**
     * Starts each job from an older savepoint, with this jar; what runs is stopped, with a savepoint of its own. What was
     * read since is read again. A job that runs from this jar already is left as it is.
     *
     * @param savepoints by job
     */
    public void goBack(Map<JobSpec, String> savepoints) throws FlinkException, IOException {
        List<JobSpec> stopped = new ArrayList<>();
        for (Map.Entry<JobSpec, String> back : savepoints.entrySet()) {
            JobSpec spec = back.getKey();
            Optional<FlinkJob> active = active(spec);
            if (active.isPresent() && !isReplaceable(active.get(), spec)) {
                continue;
            }
            if (active.isPresent()) {
                stop(spec, active.get());
            }
            submissions.put(spec.name(), Submission.found("").stopped(back.getValue()));
            stopped.add(spec);
        }
        if (!stopped.isEmpty()) {
            start(stopped, List.of("--allow-rewind"));
        }
    }

    /**
     * The jobs of an installation: those that each has, those of destinations that run, and those that were stopped here
     * and not started again, as whoever stopped them was killed.
     */
    public List<JobSpec> known() throws FlinkException, IOException {
        Map<String, JobSpec> known = new LinkedHashMap<>();
        // A destination's job reads what the processing job writes, which is the last.
        JobSpec.ALL.subList(0, JobSpec.ALL.size() - 1).forEach(spec -> known.put(spec.name(), spec));
        for (FlinkJob job : rest.jobs()) {
            if (job.isActive()) {
                JobSpec.named(job.name()).ifPresent(spec -> known.putIfAbsent(spec.name(), spec));
            }
        }
        for (String name : submissions.names()) {
            Submission last = submissions.find(name).orElseThrow();
            if (last.stoppedWith() != null || last.jobId().isEmpty()) {
                JobSpec.named(name).ifPresent(spec -> known.putIfAbsent(spec.name(), spec));
            }
        }
        JobSpec last = JobSpec.ALL.get(JobSpec.ALL.size() - 1);
        known.remove(last.name());
        known.put(last.name(), last);
        return List.copyOf(known.values());
    }

    /** Whether what was submitted last under each name was this jar with these arguments; asks files alone. */
    public boolean areCurrent(List<JobSpec> specs) throws IOException {
        for (JobSpec spec : specs) {
            Optional<Submission> last = submissions.find(spec.name());
            if (last.isPresent() && !last.get().program().equals(program(spec))) {
                return false;
            }
        }
        return true;
    }

    /** What {@link #submit} would do with a job, in words; does nothing. */
    public String plan(JobSpec spec) throws FlinkException, IOException {
        Optional<FlinkJob> active = active(spec);
        if (active.isEmpty()) {
            return states.of(spec)
                    .map(path -> "does not run; is started from " + path)
                    .orElse("does not run, and no state of it is known; is started without any");
        }
        boolean ours = submissions
                .find(spec.name())
                .filter(known -> known.mayBe(active.get().id()))
                .isPresent();
        if (ours && submissions.find(spec.name()).orElseThrow().program().equals(program(spec))) {
            return "runs from this jar already; is left as it is";
        }
        return "is stopped with a savepoint and started from it, with parallelism "
                + rest.parallelism(active.get().id());
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
            Polling.pause();
        }
    }

    private boolean isReplaceable(FlinkJob job, JobSpec spec) throws IOException {
        Optional<Submission> ours = submissions.find(spec.name()).filter(known -> known.mayBe(job.id()));
        if (ours.isEmpty() && rollout.takesOver()) {
            return true;
        }
        if (ours.isEmpty()) {
            progress.accept(
                    spec.name(), "runs already, submitted by hand; left as it is (make upgrade takes it along)");
            return false;
        }
        if (ours.get().jobId().isEmpty()) {
            // Whoever submitted it was killed before the answer came.
            submissions.put(spec.name(), ours.get().as(job.id()));
        }
        return !ours.get().program().equals(program(spec));
    }

    private void stop(JobSpec spec, FlinkJob job) throws FlinkException, IOException {
        // Written first: whoever is killed from here on finds the job, and by it the savepoint that it ended with.
        Optional<Submission> ours = submissions.find(spec.name()).filter(known -> known.mayBe(job.id()));
        submissions.put(spec.name(), ours.map(known -> known.as(job.id())).orElseGet(() -> Submission.found(job.id())));
        rollout.stopping(spec.name(), job.id(), rest.parallelism(job.id()));
        // A cluster that has just come back restores its jobs first, and only a running one can make a savepoint; one
        // that was asked to stop before may be about to end.
        if (!Polling.until(
                START_TIMEOUT, () -> active(spec).map(FlinkJob::allTasksRun).orElse(true))) {
            cancel(spec, job);
            return;
        }
        if (active(spec).isEmpty()) {
            return;
        }
        progress.accept(spec.name(), "jar or arguments have changed: stopping it with a savepoint");
        Optional<String> savepoint = savepoint(spec, job);
        if (savepoint.isEmpty()) {
            return;
        }
        // Written before the new job is submitted: whoever is killed in between finds the way back here.
        submissions.put(spec.name(), submissions.find(spec.name()).orElseThrow().stopped(savepoint.get()));
        progress.accept(spec.name(), "stopped with " + savepoint.get());
    }

    /** Empty when somebody else, such as a launcher that was killed, has stopped it meanwhile. */
    private Optional<String> savepoint(JobSpec spec, FlinkJob job) throws FlinkException {
        try {
            String directory =
                    places.savepoints().map(path -> path.toUri().toString()).orElse("");
            String request = rest.stop(job.id(), directory);
            if (!Polling.until(
                    SAVEPOINT_TIMEOUT, () -> rest.savepoint(job.id(), request).isPresent())) {
                throw new FlinkException(
                        spec.name() + " made no savepoint within " + SAVEPOINT_TIMEOUT.toSeconds() + " s");
            }
            return rest.savepoint(job.id(), request);
        } catch (FlinkException e) {
            if (Polling.until(ENDING_TIMEOUT, () -> active(spec).isEmpty())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** One that does not get to run is replaced from its last checkpoint, which its sinks are prepared for. */
    private void cancel(JobSpec spec, FlinkJob job) throws FlinkException {
        progress.accept(spec.name(), "does not run: replacing it from its last checkpoint");
        rest.cancel(job.id());
        if (!Polling.until(CANCEL_TIMEOUT, () -> active(spec).isEmpty())) {
            throw new FlinkException(spec.name() + " did not end within " + CANCEL_TIMEOUT.toSeconds() + " s");
        }
    }

    /** One that Flink refuses holds up no other; what it said is thrown when all have been tried. */
    private void start(List<JobSpec> specs, List<String> once) throws FlinkException, IOException {
        String jarId = rest.upload(jar);
        FlinkException refused = null;
        try {
            for (JobSpec spec : specs) {
                try {
                    start(spec, jarId, once);
                } catch (FlinkException e) {
                    progress.accept(spec.name(), "was not started: " + e.getMessage());
                    if (refused == null) {
                        refused = e;
                    } else {
                        refused.addSuppressed(e);
                    }
                }
            }
        } finally {
            rest.deleteJar(jarId); // running jobs have their own copy
        }
        if (refused != null) {
            throw refused;
        }
    }

    /** @param once arguments of this start alone */
    private void start(JobSpec spec, String jarId, List<String> once) throws FlinkException, IOException {
        if (active(spec).isPresent()) {
            // A JobManager that dies before it has noted the end of a job brings it back.
            throw new FlinkException(
                    spec.name() + " was stopped and runs again, as the JobManager has been started anew"
                            + " meanwhile. Call this again: it stops it once more.");
        }
        Optional<String> from = states.of(spec);
        Submission submission = Submission.begun(program(spec), from.orElse(null));
        submissions.put(spec.name(), submission);
        if (from.isPresent()) {
            rollout.starting(spec.name(), from.get());
        }
        List<String> all = new ArrayList<>(arguments);
        all.addAll(spec.arguments());
        all.addAll(once);
        rollout.parallelism(spec.name())
                .ifPresent(parallelism -> all.addAll(List.of("--parallelism", Integer.toString(parallelism))));
        String jobId = rest.run(jarId, spec.entryClass(), all, from, !rollout.takesOver());
        submissions.put(spec.name(), submission.as(jobId));
        progress.accept(
                spec.name(),
                from.map(path -> "submitted from " + path.substring(path.lastIndexOf('/', path.length() - 2) + 1))
                        .orElse("submitted"));
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
        command.addAll(spec.arguments());
        command.add(spec.entryClass());
        return new Launch(command, Map.of(), jar.getParent(), List.of(jar)).fingerprint();
    }
}
