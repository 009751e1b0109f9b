package dev.cdp.local.cli;

import dev.cdp.local.Console;
import dev.cdp.local.Stack;
import dev.cdp.local.flink.FlinkException;
import dev.cdp.local.flink.FlinkJobs;
import dev.cdp.local.flink.JobSpec;
import dev.cdp.local.flink.Rollout;
import dev.cdp.local.process.StartFailedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "up", description = "Starts what does not run, and returns when an event can go all the way.")
final class UpCommand implements Callable<Integer> {
    private static final Duration JOBS_TIMEOUT = Duration.ofMinutes(3);

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
            StackStart start = StackStart.of(home);
            boolean whole = stack.isWhole() && home.settings().submitsJobs();
            try {
                bringUp(start, whole);
            } finally {
                home.supervisor().start();
            }
            Map<String, String> variables = start.writeEnv();
            if (whole) {
                FlinkJobs jobs = start.jobs(Rollout.UNNOTED);
                jobs.submit(JobSpec.ALL);
                jobs.awaitCheckpoints(JobSpec.ALL, JOBS_TIMEOUT);
                start.flyCanary();
            }
            summary(variables, whole, Duration.between(begin, Instant.now()));
            return 0;
        }
    }

    /** All side by side; but what writes comes after a change of the jobs, which read it. */
    private void bringUp(StackStart start, boolean whole) throws StartFailedException, FlinkException, IOException {
        if (!whole || start.jobs(Rollout.UNNOTED).areCurrent(JobSpec.ALL)) {
            start.everything();
            return;
        }
        start.services();
        AdminCli.of(home).migrate(start.keys());
        try {
            start.jobs(Rollout.UNNOTED).submit(JobSpec.ALL);
        } catch (FlinkException e) {
            start.missingPrograms();
            throw e;
        }
        start.programs();
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
