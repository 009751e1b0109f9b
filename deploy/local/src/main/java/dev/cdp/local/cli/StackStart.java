package dev.cdp.local.cli;

import dev.cdp.local.Canary;
import dev.cdp.local.Console;
import dev.cdp.local.EnvFile;
import dev.cdp.local.Stack;
import dev.cdp.local.StackKeys;
import dev.cdp.local.component.Component;
import dev.cdp.local.dist.ChdbLibrary;
import dev.cdp.local.flink.FlinkJobs;
import dev.cdp.local.flink.FlinkRest;
import dev.cdp.local.flink.JobPlaces;
import dev.cdp.local.flink.Rollout;
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

/** The parts of a start, which {@code up} and {@code upgrade} put together. The caller holds the lock. */
record StackStart(Home home, StackKeys keys) {
    private static final Duration CANARY_TIMEOUT = Duration.ofMinutes(1);
    private static final String MIGRATIONS = "migrations";

    static StackStart of(Home home) throws IOException {
        return new StackStart(home, StackKeys.in(home.settings().data()));
    }

    /** What needs no migrations: servers of others. */
    void services() throws StartFailedException {
        begin();
        Steps steps = new Steps();
        stack().components().stream()
                .filter(component -> !isProgram(component))
                .forEach(component -> steps.add(component.name(), component.after(), () -> start(component)));
        steps.await();
    }

    /** All of it side by side, programs behind the migrations. */
    void everything() throws StartFailedException {
        begin();
        AdminCli admin = AdminCli.of(home);
        Steps steps = new Steps();
        for (Component component : stack().components()) {
            if (!steps.has(MIGRATIONS) && isProgram(component)) {
                steps.add(MIGRATIONS, Set.of("postgres", "clickhouse"), () -> admin.migrate(keys));
            }
            steps.add(component.name(), component.after(), () -> start(component));
        }
        steps.await();
    }

    /** The product's own programs, one after the other, so that a collector is away no longer than its own restart. */
    void programs() throws StartFailedException {
        for (Component component : stack().components()) {
            if (isProgram(component)) {
                start(component);
            }
        }
    }

    /** Those of them that do not run at all. */
    void missingPrograms() throws StartFailedException {
        for (Component component : stack().components()) {
            if (isProgram(component) && home.table().findAlive(component.name()).isEmpty()) {
                start(component);
            }
        }
    }

    private void begin() throws StartFailedException {
        home.starter().requirePorts(stack().components());
        console().say("Starting in " + home.settings().home());
        if (stack().runs(stack().clickHouse()) && !ChdbLibrary.isInstalled(home.repository())) {
            console().step("clickhouse", "fetching its engine with npm, about 130 MB");
        }
    }

    private static boolean isProgram(Component component) {
        return component.after().contains(MIGRATIONS);
    }

    private void start(Component component) throws StartFailedException {
        Instant begin = Instant.now();
        boolean started =
                home.starter().ensure(component, why -> console().step(component.name(), why + ": starting it anew"));
        long pid = home.table().find(component.name()).orElseThrow().pid();
        String port = component.ports().get(0).hostAndPort();
        console()
                .step(
                        component.name(),
                        started
                                ? "up after %s, %s, pid %d"
                                        .formatted(Console.seconds(Duration.between(begin, Instant.now())), port, pid)
                                : "runs already, %s, pid %d".formatted(port, pid));
    }

    FlinkJobs jobs(Rollout rollout) throws StartFailedException {
        return jobs(rollout, jar());
    }

    FlinkJobs jobs(Rollout rollout, Path jar) {
        return new FlinkJobs(
                new FlinkRest(stack().jobManager().config().rest().url()),
                JobPlaces.of(stack().jobManager().config()),
                jar,
                List.of(
                        "--kafka",
                        stack().kafka().port().hostAndPort(),
                        "--clickhouse",
                        stack().clickHouse().port().url()),
                (job, what) -> console().step("job", job + ": " + what),
                rollout);
    }

    Path jar() throws StartFailedException {
        Path jar = home.repository().resolve("flink-jobs/target/cdp-flink-jobs.jar");
        if (!Files.exists(jar)) {
            throw new StartFailedException(jar + " is missing; `make build` builds it");
        }
        return jar;
    }

    void flyCanary() throws StartFailedException, InterruptedException {
        Canary canary = new Canary(
                stack().collector().port().url(), stack().clickHouse().port().url(), keys.canary());
        try {
            Duration taken = canary.fly(CANARY_TIMEOUT);
            console().step("canary", "an event went from the collector to ClickHouse in " + Console.seconds(taken));
        } catch (IOException e) {
            throw new StartFailedException(e.getMessage(), e);
        }
    }

    /** Addresses and logins for people and programs, which are written to the file {@code env}, too. */
    Map<String, String> writeEnv() throws IOException {
        Map<String, String> variables = variables();
        new EnvFile(home.settings().envFile()).write(variables);
        return variables;
    }

    Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>(home.services());
        variables.put("CDP_POSTGRES_URL", stack().postgres().url());
        variables.put("CDP_WAREHOUSE_URL", stack().postgres().warehouseUrl());
        variables.put("CDP_COLLECTOR_URL", stack().collector().port().url());
        variables.put("CDP_WRITE_KEY", keys.demo());
        variables.put("CDP_ADMIN_URL", stack().admin().port().url());
        variables.put("CDP_ADMIN_EMAIL", AdminCli.EMAIL);
        variables.put("CDP_ADMIN_PASSWORD", keys.adminPassword());
        variables.put("CDP_CONSOLE_URL", stack().admin().port().url());
        variables.put("CDP_ZOOKEEPER", stack().zookeeper().port().hostAndPort());
        variables.put("CDP_FLINK_URL", stack().jobManager().config().rest().url());
        variables.put(
                "CDP_JOBMANAGER_METRICS_URL",
                stack().jobManager().config().jobManagerMetrics().url());
        variables.put(
                "CDP_TASKMANAGER_METRICS_URL",
                stack().taskManager().config().taskManagerMetrics().url());
        return variables;
    }

    private Stack stack() {
        return home.stack();
    }

    private Console console() {
        return home.console();
    }
}
