package dev.cdp.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.local.Console;
import dev.cdp.local.process.ProcessRecord;
import dev.cdp.local.process.ProcessTable;
import dev.cdp.local.process.RunningProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The launcher's promises, on the services without Flink and the collector. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StackIT {
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final List<String> SERVICES = List.of("zookeeper", "redis", "postgres", "clickhouse", "kafka");

    private final Path home = Path.of("target", "stack-it").toAbsolutePath();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeAll
    void up() {
        environment.put("CDP_HOME", home.toString());
        environment.put("CDP_COMPONENTS", String.join(",", SERVICES));
        environment.put("CDP_KAFKA_HEAP", "256m");
        Stream.of("ZOOKEEPER", "REDIS", "POSTGRES", "CLICKHOUSE", "KAFKA", "KAFKA_CONTROLLER")
                .forEach(name -> environment.put("CDP_PORT_" + name, freePort()));
        run("reset");
        Answer answer = run("up");
        assertThat(answer.exitCode()).as(answer.output()).isZero();
    }

    @AfterAll
    void down() {
        run("down");
    }

    @Test
    void aKilledServiceIsStartedAgainAndCounted() throws IOException {
        for (String name : List.of("redis", "postgres", "clickhouse")) {
            ProcessRecord before = started(name);
            before.process().signal("KILL");
            await().atMost(RECOVERY).untilAsserted(() -> {
                assertThat(started(name).restarts()).isGreaterThan(before.restarts());
                assertThat(status(name)).contains(" up ");
            });
            assertThat(started(name).pid()).isNotEqualTo(before.pid());
        }
    }

    @Test
    void aSecondUpKeepsWhatRunsEvenAfterTheSupervisorWasKilled() throws IOException {
        List<Long> before = pids();
        started(SupervisorProcess.NAME).process().signal("KILL");
        await().atMost(RECOVERY)
                .until(() -> !started(SupervisorProcess.NAME).process().isAlive());
        assertThat(run("status").exitCode()).isEqualTo(1);

        assertThat(run("up").exitCode()).isZero();

        assertThat(pids()).isEqualTo(before);
        assertThat(run("status").exitCode()).isZero();
    }

    @Test
    void aServiceThatDiedUnsupervisedIsStartedByTheNextUp() throws IOException {
        RunningProcess supervisor = started(SupervisorProcess.NAME).process();
        supervisor.signal("KILL");
        await().atMost(RECOVERY).until(() -> !supervisor.isAlive());
        ProcessRecord redis = started("redis");
        redis.process().signal("KILL");
        await().atMost(RECOVERY).until(() -> !redis.process().isAlive());

        Answer answer = run("up");

        assertThat(answer.exitCode()).as(answer.output()).isZero();
        assertThat(answer.output()).contains("kafka        runs already").containsPattern("redis +up after");
    }

    @Test
    void theEnvFileNamesTheServices() throws IOException {
        assertThat(Files.readString(home.resolve("env")))
                .contains("export CDP_KAFKA_BOOTSTRAP=127.0.0.1:" + environment.get("CDP_PORT_KAFKA") + "\n")
                .contains("export CDP_CLICKHOUSE_URL=http://127.0.0.1:" + environment.get("CDP_PORT_CLICKHOUSE") + "\n")
                .contains("CDP_POSTGRES_URL", "CDP_POSTGRES_JDBC_URL", "CDP_REDIS_URL", "CDP_WRITE_KEY");
    }

    private record Answer(int exitCode, String output) {}

    private Answer run(String... command) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Console console = new Console(new PrintStream(output, true, StandardCharsets.UTF_8));
        int exitCode = Launcher.commandLine(environment, console).execute(command);
        return new Answer(exitCode, output.toString(StandardCharsets.UTF_8));
    }

    private String status(String name) {
        return run("status")
                .output()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .orElseThrow();
    }

    private List<Long> pids() throws IOException {
        ProcessTable table = new ProcessTable(home.resolve("run"));
        return SERVICES.stream()
                .map(name -> table.find(name).orElseThrow().pid())
                .toList();
    }

    private ProcessRecord started(String name) throws IOException {
        return new ProcessTable(home.resolve("run")).find(name).orElseThrow();
    }

    /** Below the range of outgoing connections, so that none takes it while a service is down. */
    private static String freePort() {
        while (true) {
            int number = ThreadLocalRandom.current().nextInt(15_000, 32_000);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
                return Integer.toString(number);
            } catch (IOException e) {
                continue; // taken
            }
        }
    }
}
