package dev.cdp.e2e.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.Stack;
import dev.cdp.local.flink.FlinkException;
import dev.cdp.local.flink.FlinkJob;
import dev.cdp.local.flink.FlinkRest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Delivery jobs with functions are submitted, failed over by the death of the JobManager, and cancelled, all on one
 * TaskManager that never restarts. It is a stock session cluster: the jar is all that is submitted. In each round each
 * job delivers an event before and one after the fail-over through a function of a new version.
 *
 * <p>A round has {@link #JOBS} submissions and as many fail-overs. Runs with {@code -Dcdp.resubmissions=N}, N rounds;
 * {@code -Dcdp.e2e.jdk=FOLDER} runs the cluster on another JDK: on 25 functions have to be compiled. The figures are
 * printed.
 */
@EnabledIfSystemProperty(named = "cdp.resubmissions", matches = "\\d+")
class DeliveryResubmissionIT {
    private static final Path JAR = Path.of("..", "..", "flink-jobs", "target", "cdp-flink-jobs.jar")
            .toAbsolutePath()
            .normalize();
    private static final int ROUNDS = Integer.getInteger("cdp.resubmissions", 2);
    private static final int JOBS = 6;

    /** By then all is loaded that every submission needs. */
    private static final int WARM = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final List<DeliveryTopics> topics = new ArrayList<>();
    private Stack stack;
    private FlinkRest rest;

    @Test
    void functionsRunEachTimeAndNothingStaysBehind() throws Exception {
        Map<String, String> settings = Map.of(
                "CDP_JOBS", "none",
                "CDP_PARALLELISM", "1",
                "CDP_COMPONENTS", "zookeeper,redis,postgres,kafka,clickhouse,jobmanager,taskmanager,admin");
        try (Stack started = Stack.start("delivery-resubmission", settings)) {
            stack = started;
            rest = new FlinkRest(stack.flink().url());
            for (int job = 1; job <= JOBS; job++) {
                topics.add(DeliveryTopics.create(stack.kafkaBootstrap(), "tenant" + job));
            }
            long pid = stack.pid("taskmanager");
            List<JvmFootprint> after = new ArrayList<>();
            for (int round = 1; round <= ROUNDS; round++) {
                runOnce(round);
                after.add(JvmFootprint.settled(pid, JOBS));
                System.out.printf("after %d submissions and fail-overs: %s%n", round * JOBS, after.get(round - 1));
            }
            assertThat(stack.pid("taskmanager")).as("never restarted").isEqualTo(pid);
            assertThat(after.get(ROUNDS - 1).jobClassLoaders())
                    .as("class loaders of jobs that have ended")
                    .isLessThanOrEqualTo(JOBS);
            assertFlat(after);
            assertEngine();
        } finally {
            topics.forEach(DeliveryTopics::close);
        }
    }

    private static void assertFlat(List<JvmFootprint> after) {
        if (ROUNDS <= WARM) {
            return;
        }
        after.get(ROUNDS - 1).assertHasNotGrownSince(after.get(WARM - 1));
    }

    /** Each job says what its functions run on when it runs the first one. */
    private void assertEngine() throws IOException {
        List<String> said = Files.readAllLines(stack.log("taskmanager")).stream()
                .filter(line -> line.contains("Functions run on "))
                .map(line -> line.substring(line.indexOf("Functions run on ")))
                .toList();
        System.out.printf(
                "%d times: %s%n", said.size(), said.stream().distinct().toList());
        assertThat(said).hasSizeGreaterThanOrEqualTo(ROUNDS * JOBS);
        assertThat(said).allMatch(line -> line.endsWith(stack.javaRelease() == 25 ? "compiled" : "interpreted"));
    }

    private void runOnce(int round) throws Exception {
        List<String> jobs = submit();
        topics.forEach(topic -> topic.useFunction(round));
        deliver("before-" + round, round);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> jobs.stream().allMatch(this::hasCheckpoint));
        long jobManager = stack.kill("jobmanager");
        await().atMost(PATIENCE).until(() -> stack.pid("jobmanager") != jobManager);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> jobs.stream().allMatch(this::hasCheckpoint));
        deliver("after-" + round, round);
        for (String job : jobs) {
            rest.cancel(job);
        }
        await().atMost(PATIENCE).ignoreExceptions().until(() -> rest.jobs().stream()
                .noneMatch(FlinkJob::isActive));
    }

    private List<String> submit() throws FlinkException {
        List<String> jobs = new ArrayList<>();
        String jar = rest.upload(JAR);
        for (DeliveryTopics topic : topics) {
            List<String> arguments = List.of(
                    "--kafka",
                    stack.kafkaBootstrap(),
                    "--clickhouse",
                    stack.clickhouseUrl(),
                    "--topic-prefix",
                    topic.prefix(),
                    "--allow-rewind");
            jobs.add(rest.run(jar, "dev.cdp.flink.job.DeliveryJob", arguments, Optional.empty()));
        }
        rest.deleteJar(jar);
        return jobs;
    }

    /** The version is on its way by another topic, so a first event may still be marked by the one before. */
    private void deliver(String name, int version) {
        for (DeliveryTopics topic : topics) {
            int[] sent = {0};
            await(name + " of " + topic.workspace())
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        topic.send(name + '-' + sent[0]++);
                        return marked(topic, name, version) > 0;
                    });
        }
    }

    private long marked(DeliveryTopics topic, String name, int version) {
        return stack.clickhouse()
                .number("SELECT count() AS n FROM events FINAL WHERE workspace_id = "
                        + ClickHouse.quote(topic.workspace()) + " AND startsWith(message_id, "
                        + ClickHouse.quote(name + '-') + ") AND properties.version.:Float64 = " + version);
    }

    /** A checkpoint needs every task, so that all of the job has been loaded. */
    private boolean hasCheckpoint(String job) {
        try {
            return rest.jobs().stream().anyMatch(found -> found.id().equals(job) && found.allTasksRun())
                    && rest.completedCheckpoints(job) > 0;
        } catch (FlinkException e) {
            return false;
        }
    }
}
