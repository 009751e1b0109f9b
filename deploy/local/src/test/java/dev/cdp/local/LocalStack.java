package dev.cdp.local;

import dev.cdp.local.cli.Launcher;
import dev.cdp.local.dist.Repository;
import dev.cdp.local.process.ProcessRecord;
import dev.cdp.local.process.ProcessTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** A stack of some components, of a test's own, that is driven by the launcher's commands. */
public final class LocalStack {
    private static final List<String> PORTS = List.of(
            "ZOOKEEPER",
            "REDIS",
            "POSTGRES",
            "CLICKHOUSE",
            "KAFKA",
            "KAFKA_CONTROLLER",
            "FLINK",
            "JOBMANAGER",
            "BLOB",
            "TASKMANAGER",
            "TASKMANAGER_DATA",
            "JOBMANAGER_METRICS",
            "TASKMANAGER_METRICS");

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();

    /** What a command printed and its exit code. */
    public record Answer(int exitCode, String output) {}

    public LocalStack(String name, List<String> components) {
        home = Path.of("target", name).toAbsolutePath();
        environment.put("CDP_HOME", home.toString());
        environment.put("CDP_COMPONENTS", String.join(",", components));
        environment.put("CDP_KAFKA_HEAP", "256m");
        environment.put("CDP_TASKMANAGER_MEMORY", "1600m");
        Iterator<String> free = freePorts(PORTS.size()).iterator();
        PORTS.forEach(port -> environment.put("CDP_PORT_" + port, free.next()));
    }

    public Path home() {
        return home;
    }

    public String port(String name) {
        return environment.get("CDP_PORT_" + name);
    }

    public Stack stack() {
        Repository repository = Repository.find();
        return Stack.of(new Settings(environment, repository.resolve(".cdp")), repository);
    }

    public Answer run(String... command) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Console console = new Console(new PrintStream(output, true, StandardCharsets.UTF_8));
        int exitCode = Launcher.commandLine(environment, console).execute(command);
        return new Answer(exitCode, output.toString(StandardCharsets.UTF_8));
    }

    public ProcessRecord started(String component) throws IOException {
        return new ProcessTable(home.resolve("run")).find(component).orElseThrow();
    }

    /** Below the range of outgoing connections, so that none takes it while a service is down. */
    private static Set<String> freePorts(int count) {
        Set<String> free = new LinkedHashSet<>();
        while (free.size() < count) {
            int number = ThreadLocalRandom.current().nextInt(15_000, 32_000);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
                free.add(Integer.toString(number));
            } catch (IOException e) {
                continue; // taken
            }
        }
        return free;
    }
}
