package dev.cdp.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.local.LocalStack;
import dev.cdp.local.LocalStack.Answer;
import dev.cdp.local.component.KnownBrokers;
import dev.cdp.local.component.Port;
import dev.cdp.local.process.ProcessRecord;
import dev.cdp.local.process.ProcessTable;
import dev.cdp.local.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The launcher's promises, on the services without Flink and the collector. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StackIT {
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final List<String> SERVICES = List.of("zookeeper", "redis", "postgres", "clickhouse", "kafka");

    private final LocalStack local = new LocalStack("stack-it", SERVICES);

    @BeforeAll
    void up() {
        local.run("reset");
        Answer answer = local.run("up");
        assertThat(answer.exitCode()).as(answer.output()).isZero();
    }

    @AfterAll
    void down() {
        local.run("down");
    }

    @Test
    void aKilledServiceIsStartedAgainAndCounted() throws IOException {
        for (String name : List.of("redis", "postgres", "clickhouse")) {
            ProcessRecord before = local.started(name);
            before.process().signal("KILL");
            await().atMost(RECOVERY).untilAsserted(() -> {
                assertThat(local.started(name).restarts()).isGreaterThan(before.restarts());
                assertThat(status(name)).contains(" up ");
            });
            assertThat(local.started(name).pid()).isNotEqualTo(before.pid());
        }
    }

    /** What the supervisor starts anew when it is no longer so: a broker that its controller has fenced. */
    @Test
    void kafkaSaysThatItsBrokerTakesPart() throws IOException {
        int port = local.started("kafka").ports().get(0);
        assertThat(KnownBrokers.count(new Port("CDP_PORT_KAFKA", port))).isOne();
    }

    @Test
    void aSecondUpKeepsWhatRunsEvenAfterTheSupervisorWasKilled() throws IOException {
        List<Long> before = pids();
        local.started(SupervisorProcess.NAME).process().signal("KILL");
        await().atMost(RECOVERY)
                .until(() -> !local.started(SupervisorProcess.NAME).process().isAlive());
        assertThat(local.run("status").exitCode()).isEqualTo(1);

        assertThat(local.run("up").exitCode()).isZero();

        assertThat(pids()).isEqualTo(before);
        assertThat(local.run("status").exitCode()).isZero();
    }

    @Test
    void aServiceThatDiedUnsupervisedIsStartedByTheNextUp() throws IOException {
        RunningProcess supervisor = local.started(SupervisorProcess.NAME).process();
        supervisor.signal("KILL");
        await().atMost(RECOVERY).until(() -> !supervisor.isAlive());
        ProcessRecord redis = local.started("redis");
        redis.process().signal("KILL");
        await().atMost(RECOVERY).until(() -> !redis.process().isAlive());

        Answer answer = local.run("up");

        assertThat(answer.exitCode()).as(answer.output()).isZero();
        assertThat(answer.output()).contains("kafka        runs already").containsPattern("redis +up after");
    }

    @Test
    void theEnvFileNamesTheServices() throws IOException {
        assertThat(Files.readString(local.home().resolve("env")))
                .contains("export CDP_KAFKA_BOOTSTRAP=127.0.0.1:" + local.port("KAFKA") + "\n")
                .contains("export CDP_CLICKHOUSE_URL=http://127.0.0.1:" + local.port("CLICKHOUSE") + "\n")
                .contains("CDP_POSTGRES_URL", "CDP_POSTGRES_JDBC_URL", "CDP_REDIS_URL", "CDP_WRITE_KEY");
    }

    private String status(String name) {
        return local.run("status")
                .output()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .orElseThrow();
    }

    private List<Long> pids() throws IOException {
        ProcessTable table = new ProcessTable(local.home().resolve("run"));
        return SERVICES.stream()
                .map(name -> table.find(name).orElseThrow().pid())
                .toList();
    }
}
