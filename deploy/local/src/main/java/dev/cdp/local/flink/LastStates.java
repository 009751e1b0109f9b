package dev.cdp.local.flink;

import dev.cdp.local.flink.Submissions.Submission;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The newest state that a job which does not run has left, wherever that is. */
record LastStates(FlinkRest rest, JobPlaces places, Submissions submissions) {
    /** Flink keeps what it tells of checkpoints for some seconds: of a job that has just ended, it may tell none yet. */
    private static final Duration TOLD = Duration.ofSeconds(20);

    /** A savepoint or a checkpoint; empty: none is known. */
    Optional<String> of(JobSpec spec) throws FlinkException, IOException {
        Optional<Submission> last = submissions.find(spec.name());
        if (last.isEmpty()) {
            return Optional.empty();
        }
        if (last.get().stoppedWith() != null) {
            return Optional.of(last.get().stoppedWith());
        }
        String jobId = last.get().jobId();
        // One that was stopped has no checkpoints any more, and its savepoint was not noted when the launcher was
        // killed.
        Optional<String> state = jobId.isEmpty() ? Optional.empty() : savepointOfFinished(jobId);
        if (state.isEmpty() && places.checkpoints().isPresent()) {
            state = new RetainedCheckpoints(places.checkpoints().get()).last(jobId);
        }
        if (state.isEmpty() && places.savepoints().isPresent()) {
            state = new KeptSavepoints(places.savepoints().get()).last(jobId);
        }
        // One that ended before its first checkpoint has no state of its own yet.
        return state.or(() -> Optional.ofNullable(last.get().startedFrom()));
    }

    private Optional<String> savepointOfFinished(String jobId) throws FlinkException {
        if (rest.isFinished(jobId)) {
            Polling.until(TOLD, () -> rest.savepointOfFinished(jobId).isPresent());
        }
        return rest.savepointOfFinished(jobId);
    }
}
