package dev.cdp.e2e.stack;

import dev.cdp.local.cli.Launcher;
import dev.cdp.local.process.ProcessRecord;
import dev.cdp.local.process.ProcessTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The whole product, brought up by its own launcher on free ports with a home of its own under
 * target/: nothing of a developer's stack is touched.
 */
public final class Stack implements AutoCloseable {
    private static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path LAUNCHER = PROJECT.resolve("deploy/local/target");
    private static final List<String> PORTS = List.of(
            "CDP_COLLECTOR_PORT",
            "CDP_ADMIN_PORT",
            "CDP_PORT_BLOB",
            "CDP_PORT_CLICKHOUSE",
            "CDP_PORT_FLINK",
            "CDP_PORT_JOBMANAGER",
            "CDP_PORT_JOBMANAGER_METRICS",
            "CDP_PORT_KAFKA",
            "CDP_PORT_KAFKA_CONTROLLER",
            "CDP_PORT_POSTGRES",
            "CDP_PORT_REDIS",
            "CDP_PORT_TASKMANAGER",
            "CDP_PORT_TASKMANAGER_DATA",
            "CDP_PORT_TASKMANAGER_METRICS",
            "CDP_PORT_ZOOKEEPER");
    private static final String SUPERVISOR = "supervisor";
    /** What all programs of the stack run on. */
    private static final Path JDK = Path.of(System.getProperty("cdp.e2e.jdk", System.getProperty("java.home")));

    private static final Duration START = Duration.ofMinutes(6);
    private static final Duration RECOVERY = Duration.ofMinutes(5);
    private static final int JOBS = 3;

    private final Path home;
    private final Map<String, String> settings;
    private Map<String, String> env = Map.of();
    private int jobs = JOBS;
    private boolean stays;

    private Stack(Path home, Map<String, String> settings) {
        this.home = home;
        this.settings = settings;
    }

    /** Starts a stack with empty data. */
    public static Stack start(String name) {
        return start(name, Map.of());
    }

    /**
     * Starts a stack with empty data.
     *
     * @param extra settings of the launcher, added to the ports
     */
    public static Stack start(String name, Map<String, String> extra) {
        return start(name, extra, data -> {});
    }

    /**
     * Starts a stack with empty data.
     *
     * @param extra settings of the launcher, added to the ports
     * @param prepare is given the folder of the components' data before anything is in it
     */
    public static Stack start(String name, Map<String, String> extra, Consumer<Path> prepare) {
        Stack stack = empty(name, extra);
        prepare.accept(stack.home.resolve("data"));
        stack.up(Map.of());
        return stack;
    }

    /** A stack with empty data that has not been started. */
    public static Stack empty(String name, Map<String, String> extra) {
        Path home = Path.of("target", "stack-" + name).toAbsolutePath();
        Map<String, String> settings = new HashMap<>(extra);
        settings.put("CDP_HOME", home.toString());
        // The jobs take it from the cluster's environment: what is lost is to show within seconds, not a minute.
        settings.putIfAbsent("CDP_PROGRESS_INTERVAL_MS", "2000");
        Iterator<Integer> free = FreePorts.take(PORTS.size()).iterator();
        PORTS.forEach(port -> settings.put(port, String.valueOf(free.next())));
        Stack stack = new Stack(home, settings);
        stack.launcher("reset").succeed(START);
        return stack;
    }

    /** A stack that somebody has started with the default settings in this folder. It is left running. */
    static Stack running(Path home) {
        Stack stack = new Stack(home, Map.of("CDP_HOME", home.toString()));
        stack.env = stack.readEnv();
        stack.stays = true;
        return stack;
    }

    /** @param extra settings of this start alone */
    public void up(Map<String, String> extra) {
        launcherWith(extra, "up").succeed(START);
        env = readEnv();
    }

    @Override
    public void close() {
        if (stays) {
            return;
        }
        launcher("down").succeed(Duration.ofMinutes(3));
    }

    /** The launcher with this stack's settings, started as the Makefile starts it. */
    public Program launcher(String... arguments) {
        return launcherWith(Map.of(), arguments);
    }

    /** @param extra settings of this call alone */
    public Program launcherWith(Map<String, String> extra, String... arguments) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(extra);
        Stream<String> java = Stream.of(
                JDK.resolve("bin/java").toString(),
                "-cp",
                LAUNCHER.resolve("cdp-local.jar") + ":" + read(LAUNCHER.resolve("classpath")),
                Launcher.class.getName());
        return new Program(Stream.concat(java, Stream.of(arguments)).toList(), PROJECT, all);
    }

    /** A command of the admin jar with the addresses that `make up` writes, started as the Makefile starts it. */
    public Program admin(String... arguments) {
        Map<String, String> environment = new HashMap<>(env);
        environment.put("CDP_CANARY_WRITE_KEY", read(home.resolve("data/keys/canary")));
        environment.put(
                "CDP_JOB_JAR",
                PROJECT.resolve("flink-jobs/target/cdp-flink-jobs.jar").toString());
        Stream<String> java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                PROJECT.resolve("admin/target/cdp-admin.jar").toString());
        return new Program(Stream.concat(java, Stream.of(arguments)).toList(), PROJECT, environment);
    }

    public String collectorUrl() {
        return variable("CDP_COLLECTOR_URL");
    }

    public String writeKey() {
        return variable("CDP_WRITE_KEY");
    }

    public String clickhouseUrl() {
        return variable("CDP_CLICKHOUSE_URL");
    }

    public String kafkaBootstrap() {
        return variable("CDP_KAFKA_BOOTSTRAP");
    }

    public Collector collector() {
        return collector(writeKey());
    }

    /** With the write key of another source than the demo's. */
    public Collector collector(String writeKey) {
        return new Collector(collectorUrl(), writeKey);
    }

    public ClickHouse clickhouse() {
        return new ClickHouse(clickhouseUrl());
    }

    public Flink flink() {
        return new Flink(variable("CDP_FLINK_URL"));
    }

    /** Logs in as the operator. */
    public AdminApi admin() {
        return AdminApi.login(variable("CDP_ADMIN_URL"), variable("CDP_ADMIN_EMAIL"), variable("CDP_ADMIN_PASSWORD"));
    }

    public ConsumerLag consumerLag() {
        return new ConsumerLag(kafkaBootstrap());
    }

    public DeadLetterTopic deadLetterTopic() {
        return new DeadLetterTopic(kafkaBootstrap());
    }

    /** A variable of the file that `make up` writes for people and programs. */
    public String variable(String name) {
        String value = env.get(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not in " + home.resolve("env"));
        }
        return value;
    }

    /** Everything that {@code make up} would set for who works on this stack in a shell, and the launcher's settings. */
    public Map<String, String> environment() {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(env);
        return all;
    }

    /** The folder of all its state. */
    public Path home() {
        return home;
    }

    /** What `make up` writes for people and programs. */
    public Path envFile() {
        return home.resolve("env");
    }

    /** What a component has printed since the stack's start. */
    public Path log(String component) {
        return home.resolve("logs").resolve(component + ".log");
    }

    /** Where a component keeps its data. */
    public Path data(String component) {
        return home.resolve("data").resolve(component);
    }

    /** Such as 17. */
    public int javaRelease() {
        String version = read(JDK.resolve("release")).replaceAll("(?s).*JAVA_VERSION=\"(\\d+).*", "$1");
        return Integer.parseInt(version);
    }

    /** Process ids by component, the supervisor left out. */
    public Map<String, Long> pids() {
        return processes().all().stream()
                .filter(process -> !process.name().equals(SUPERVISOR))
                .collect(Collectors.toMap(ProcessRecord::name, ProcessRecord::pid, (a, b) -> b, TreeMap::new));
    }

    public long pid(String component) {
        return process(component).pid();
    }

    /** How often the supervisor has started it again. */
    public int restarts(String component) {
        return process(component).restarts();
    }

    /** Kills it with SIGKILL, if it runs; returns the id of the process. */
    public long kill(String component) {
        long pid = pid(component);
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        return pid;
    }

    /** Kills it with SIGKILL and keeps the supervisor from starting it again. */
    public Outage outage(String component) {
        return new Outage(this, component, process(SUPERVISOR).process());
    }

    /** Kills the supervisor with SIGKILL, and returns when it is gone. */
    public void killSupervisor() {
        long pid = kill(SUPERVISOR);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> ProcessHandle.of(pid)
                .isEmpty());
    }

    /** SIGSTOP: the process keeps its sockets and answers nothing, until {@link #resume}. */
    public void pause(String component) {
        signal("STOP", component);
    }

    public void resume(String component) {
        signal("CONT", component);
    }

    private void signal(String signal, String component) {
        new Program(List.of("kill", "-" + signal, Long.toString(pid(component))), PROJECT, Map.of())
                .succeed(Duration.ofSeconds(10));
    }

    /** From now on there are so many jobs, as destinations of a workspace's own have theirs. */
    public void expectJobs(int expected) {
        jobs = expected;
    }

    /** Until the collector accepts events and all jobs run with all their tasks. */
    public void awaitReady() {
        Awaitility.await("an event can go all the way")
                .atMost(RECOVERY)
                .ignoreExceptions()
                .until(() -> collector().isReady() && jobsRun());
    }

    private boolean jobsRun() {
        List<Flink.Job> running = flink().jobs();
        return running.size() == jobs && running.stream().allMatch(Flink.Job::isRunning);
    }

    private ProcessRecord process(String component) {
        return processes()
                .find(component)
                .orElseThrow(() -> new IllegalStateException("the launcher has started no " + component));
    }

    private ProcessTable processes() {
        try {
            return new ProcessTable(home.resolve("run"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines such as {@code export NAME='value'}. */
    private Map<String, String> readEnv() {
        try (Stream<String> lines = Files.lines(home.resolve("env"))) {
            return lines.map(line -> line.replaceFirst("^export ", ""))
                    .filter(line -> line.matches("[A-Z_]+=.*"))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> unquote(pair[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unquote(String value) {
        return value.matches("'.*'|\".*\"") ? value.substring(1, value.length() - 1) : value;
    }
}
