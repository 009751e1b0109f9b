package dev.cdp.flink.job;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.awaitility.Awaitility;

/** A job that a main has submitted to a MiniCluster. */
final class RunningJob {
    private final MiniCluster flink;
    private final JobID id;
    private final CompletableFuture<Void> main;

    /** A job's entry point. */
    interface Main {
        void run(String[] arguments) throws Exception;
    }

    private RunningJob(MiniCluster flink, JobID id, CompletableFuture<Void> main) {
        this.flink = flink;
        this.id = id;
        this.main = main;
    }

    /** Runs the main in a thread of its own, and returns when its job is running. */
    static RunningJob start(MiniCluster flink, Main entry, String... arguments) {
        return start(flink, "", entry, arguments);
    }

    /** @param from a savepoint that the job starts from, which main sees as it does when REST starts it; or empty */
    static RunningJob start(MiniCluster flink, String from, Main entry, String... arguments) {
        RunningJob job = submit(flink, from, entry, arguments);
        job.awaitRunning();
        return job;
    }

    /** As {@link #start}, and returns when the cluster has the job. */
    static RunningJob submit(MiniCluster flink, String from, Main entry, String... arguments) {
        Set<JobID> before = jobs(flink);
        CompletableFuture<Void> main = CompletableFuture.runAsync(() -> {
            SubmissionEnvironment.use(flink, from);
            try {
                entry.run(arguments);
            } catch (Exception e) {
                throw new IllegalStateException("the job's main ended", e);
            }
        });
        Awaitility.await("submission").atMost(JobFixture.PATIENCE).until(() -> {
            if (main.isCompletedExceptionally()) {
                main.join();
            }
            return jobs(flink).size() > before.size();
        });
        JobID id = jobs(flink).stream()
                .filter(job -> !before.contains(job))
                .findFirst()
                .orElseThrow();
        return new RunningJob(flink, id, main);
    }

    private static Set<JobID> jobs(MiniCluster flink) {
        return flink.listJobs().join().stream().map(job -> job.getJobId()).collect(Collectors.toSet());
    }

    void awaitRunning() {
        Awaitility.await("all tasks running")
                .atMost(JobFixture.PATIENCE)
                .until(() -> flink.getExecutionGraph(id)
                                .join()
                                .getAllExecutionVertices()
                                .iterator()
                                .hasNext()
                        && allTasksRun());
    }

    private boolean allTasksRun() {
        for (AccessExecutionVertex task : flink.getExecutionGraph(id).join().getAllExecutionVertices()) {
            if (task.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    /** Waits until the job has failed with this in what it says of it; it may be tried again. */
    void awaitFailure(String message) {
        Awaitility.await("failure with " + message).atMost(JobFixture.PATIENCE).until(() -> {
            ErrorInfo failure = flink.getExecutionGraph(id).join().getFailureInfo();
            return failure != null && failure.getExceptionAsString().contains(message);
        });
    }

    /** Ends the one TaskManager, and with it all tasks, starts another, and returns when they run there. */
    void loseTaskManager() throws Exception {
        restartTaskManager();
        awaitRunning();
    }

    /** As {@link #loseTaskManager}, of a job that may come to its end before all its tasks run. */
    void restartTaskManager() throws Exception {
        flink.terminateTaskManager(0).get();
        flink.startTaskManager();
    }

    /** Waits until a job that ends by itself has done so. */
    void awaitFinished() {
        Awaitility.await("the end of the job")
                .atMost(JobFixture.PATIENCE)
                .until(() -> flink.getJobStatus(id).join() == JobStatus.FINISHED);
    }

    /** Stops with a savepoint, and returns its path. */
    String stop(String directory) throws Exception {
        return flink.stopWithSavepoint(id, directory, false, SavepointFormatType.CANONICAL)
                .get();
    }

    /** As {@link #stop}, and tells every operator that no more will come. */
    String drain(String directory) throws Exception {
        return flink.stopWithSavepoint(id, directory, true, SavepointFormatType.CANONICAL)
                .get();
    }

    /** Makes a savepoint and goes on, and returns its path. */
    String savepoint(String directory) throws Exception {
        return flink.triggerSavepoint(id, directory, false, SavepointFormatType.CANONICAL)
                .get();
    }

    void cancel() {
        if (!flink.getJobStatus(id).join().isGloballyTerminalState()) {
            flink.cancelJob(id).join();
            Awaitility.await("cancelled")
                    .atMost(JobFixture.PATIENCE)
                    .until(() -> flink.getJobStatus(id).join() == JobStatus.CANCELED);
        }
        main.handle((nothing, ended) -> nothing).join();
    }
}
