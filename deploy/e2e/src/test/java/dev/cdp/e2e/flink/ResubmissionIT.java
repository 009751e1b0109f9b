package dev.cdp.e2e.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.e2e.stack.Stack;
import dev.cdp.local.flink.FlinkJob;
import dev.cdp.local.flink.FlinkRest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The processing job is submitted, cancelled and now and then failed over on one TaskManager, which never restarts:
 * a class loader, thread or descriptor that stays behind each time would be its death some day.
 *
 * <p>Runs with {@code -Dcdp.resubmissions=N}, N of at least 4 rounds. The figures are printed.
 */
@EnabledIfSystemProperty(named = "cdp.resubmissions", matches = "\\d+")
class ResubmissionIT {
    private static final Path JAR = Path.of("..", "..", "flink-jobs", "target", "cdp-flink-jobs.jar")
            .toAbsolutePath()
            .normalize();
    private static final int ROUNDS = Integer.getInteger("cdp.resubmissions", 8);

    /** By then all is loaded that every submission needs. */
    private static final int WARM = 3;

    private static final int FAIL_OVER_EACH = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void metaspaceThreadsAndDescriptorsStayFlatHoweverOftenTheJobIsSubmitted() throws Exception {
        Map<String, String> settings =
                Map.of("CDP_JOBS", "none", "CDP_COMPONENTS", "zookeeper,redis,postgres,kafka,jobmanager,taskmanager");
        try (Stack stack = Stack.start("resubmission", settings)) {
            FlinkRest rest = new FlinkRest(stack.flink().url());
            long pid = stack.pid("taskmanager");
            List<JvmFootprint> after = new ArrayList<>();
            for (int round = 1; round <= ROUNDS; round++) {
                runOnce(stack, rest, round % FAIL_OVER_EACH == 0);
                after.add(JvmFootprint.settled(pid, 1));
                System.out.printf("after submission %d: %s%n", round, after.get(round - 1));
            }
            assertThat(stack.pid("taskmanager")).as("never restarted").isEqualTo(pid);
            after.get(ROUNDS - 1).assertHasNotGrownSince(after.get(WARM - 1));
        }
    }

    private static void runOnce(Stack stack, FlinkRest rest, boolean failOver) throws Exception {
        String jar = rest.upload(JAR);
        String job = rest.run(
                jar,
                "dev.cdp.flink.job.ProcessingJob",
                List.of("--kafka", stack.kafkaBootstrap(), "--allow-rewind"),
                Optional.empty());
        rest.deleteJar(jar);
        awaitCheckpoint(rest, job);
        if (failOver) {
            long jobManager = stack.kill("jobmanager");
            await().atMost(PATIENCE).until(() -> stack.pid("jobmanager") != jobManager);
            awaitCheckpoint(rest, job);
        }
        rest.cancel(job);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> rest.jobs().stream()
                .noneMatch(FlinkJob::isActive));
    }

    /** A checkpoint needs every task, so that all of the job has been loaded. */
    private static void awaitCheckpoint(FlinkRest rest, String job) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> rest.jobs().stream().anyMatch(found -> found.id().equals(job) && found.allTasksRun())
                        && rest.completedCheckpoints(job) > 0);
    }
}
