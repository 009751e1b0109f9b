package dev.cdp.local.cli;

import dev.cdp.local.Canary;
import dev.cdp.local.Console;
import dev.cdp.local.EnvFile;
import dev.cdp.local.Stack;
import dev.cdp.local.StackKeys;
import dev.cdp.local.component.Component;
import dev.cdp.local.dist.ChdbLibrary;
import dev.cdp.local.flink.FlinkException;
import dev.cdp.local.flink.FlinkJobs;
import dev.cdp.local.flink.FlinkRest;
import dev.cdp.local.flink.JobSpec;
import dev.cdp.local.process.StartFailedException;
import dev.cdp.local.process.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "up", description = "Starts what does not run, and returns when an event can go all the way.")
final class UpCommand implements Callable<Integer> {
    private static final Duration JOBS_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration CANARY_TIMEOUT = Duration.ofMinutes(1);

    private final Home home;
    private final Console console;
    private final Stack stack;

    UpCommand(Home home) {
        this.home = home;
        this.console = home.console();
        this.stack = home.stack();
    }

    @Override
    public Integer call() throws Exception {
        Instant begin = Instant.now();
        try (HomeLock lock = home.lock()) {
            Preflight.check(home.settings(), console);
            // Components go on without it; two who start processes would get into each other's way.
            home.supervisor().stop();
            Runtime.getRuntime().addShutdownHook(new Thread(home.starter()::stopSpawning, "stop-spawning"));
            StackKeys keys = StackKeys.in(home.settings().data());
            try {
                startComponents(keys);
            } finally {
                home.supervisor().start();
            }
            Map<String, String> variables = variables(keys);
            new EnvFile(home.settings().envFile()).write(variables);
            boolean ready = stack.isWhole() && home.settings().submitsJobs();
            if (ready) {
                runJobs();
                flyCanary(keys);
            }
            summary(variables, ready, Duration.between(begin, Instant.now()));
            return 0;
        }
    }

    private void startComponents(StackKeys keys) throws StartFailedException {
        home.starter().requirePorts(stack.components());
        console.say("Starting in " + home.settings().home());
        if (stack.runs(stack.clickHouse()) && !ChdbLibrary.isInstalled(home.repository())) {
            console.step("clickhouse", "fetching its engine with npm, about 130 MB");
        }
        Steps steps = new Steps();
        AdminCli admin = new AdminCli(home);
        boolean migrates = false;
        for (Component component : stack.components()) {
            if (!migrates && component.after().contains("migrations")) {
                migrates = true;
                steps.add("migrations", Set.of("postgres", "clickhouse"), () -> admin.migrate(keys));
            }
            steps.add(component.name(), component.after(), () -> start(component));
        }
        steps.await();
    }

    private void start(Component component) throws StartFailedException {
        Instant begin = Instant.now();
        boolean started =
                home.starter().ensure(component, why -> console.step(component.name(), why + ": starting it anew"));
        long pid = home.table().find(component.name()).orElseThrow().pid();
        String port = component.ports().get(0).hostAndPort();
        console.step(
                component.name(),
                started
                        ? "up after %s, %s, pid %d"
                                .formatted(Console.seconds(Duration.between(begin, Instant.now())), port, pid)
                        : "runs already, %s, pid %d".formatted(port, pid));
    }

    private void runJobs() throws StartFailedException, FlinkException, IOException {
        Path jar = home.repository().resolve("flink-jobs/target/cdp-flink-jobs.jar");
        if (!Files.exists(jar)) {
            throw new StartFailedException(jar + " is missing; `make up` builds it");
        }
        List<String> arguments = List.of(
                "--kafka",
                stack.kafka().port().hostAndPort(),
                "--clickhouse",
                stack.clickHouse().port().url());
        FlinkJobs jobs = new FlinkJobs(
                new FlinkRest(stack.jobManager().config().rest().url()),
                stack.jobManager().config(),
                jar,
                arguments,
                (job, what) -> console.step("job", job + ": " + what));
        jobs.submit(JobSpec.ALL);
        jobs.awaitCheckpoints(JobSpec.ALL, JOBS_TIMEOUT);
    }

    private void flyCanary(StackKeys keys) throws StartFailedException, InterruptedException {
        Canary canary = new Canary(
                stack.collector().port().url(), stack.clickHouse().port().url(), keys.canary());
        try {
            Duration taken = canary.fly(CANARY_TIMEOUT);
            console.step("canary", "an event went from the collector to ClickHouse in " + Console.seconds(taken));
        } catch (IOException e) {
            throw new StartFailedException(e.getMessage(), e);
        }
    }

    private Map<String, String> variables(StackKeys keys) {
        Map<String, String> variables = new TreeMap<>(home.services());
        variables.put("CDP_POSTGRES_URL", stack.postgres().url());
        variables.put("CDP_WAREHOUSE_URL", stack.postgres().warehouseUrl());
        variables.put("CDP_COLLECTOR_URL", stack.collector().port().url());
        variables.put("CDP_WRITE_KEY", keys.demo());
        variables.put("CDP_ADMIN_URL", stack.admin().port().url());
        variables.put("CDP_ADMIN_EMAIL", AdminCli.EMAIL);
        variables.put("CDP_ADMIN_PASSWORD", keys.adminPassword());
        variables.put("CDP_CONSOLE_URL", stack.admin().port().url());
        variables.put("CDP_ZOOKEEPER", stack.zookeeper().port().hostAndPort());
        variables.put("CDP_FLINK_URL", stack.jobManager().config().rest().url());
        return variables;
    }

    private void summary(Map<String, String> variables, boolean ready, Duration taken) {
        console.say("""

                %s (%s)
                  collector    %s
                  write key    %s  (workspace demo, source shop)
                  console      %s  (%s, password %s)
                  Flink        %s
                  ClickHouse   %s  (database cdp, user default, no password)
                  PostgreSQL   %s
                  Kafka        %s
                  Redis        %s
                All of it for your shell: . %s""".formatted(
                        ready ? "Ready: an event goes all the way" : "Up, without the jobs",
                        Console.seconds(taken),
                        variables.get("CDP_COLLECTOR_URL"),
                        variables.get("CDP_WRITE_KEY"),
                        variables.get("CDP_ADMIN_URL"),
                        variables.get("CDP_ADMIN_EMAIL"),
                        variables.get("CDP_ADMIN_PASSWORD"),
                        variables.get("CDP_FLINK_URL"),
                        variables.get("CDP_CLICKHOUSE_URL"),
                        variables.get("CDP_POSTGRES_URL"),
                        variables.get("CDP_KAFKA_BOOTSTRAP"),
                        variables.get("CDP_REDIS_URL"),
                        home.settings().envFile()));
    }
}
