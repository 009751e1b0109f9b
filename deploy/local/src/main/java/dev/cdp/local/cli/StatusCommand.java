package dev.cdp.local.cli;

import dev.cdp.local.component.Component;
import dev.cdp.local.flink.FlinkException;
import dev.cdp.local.flink.FlinkJob;
import dev.cdp.local.flink.FlinkRest;
import dev.cdp.local.process.ProcessRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Shows what runs. Exit code 1 when something does not.")
final class StatusCommand implements Callable<Integer> {
    private static final String ROW = "%-12s %-11s %-8s %-6s %-9s %-10s %s";

    private final Home home;

    StatusCommand(Home home) {
        this.home = home;
    }

    /** A line of the table. */
    private record Row(String name, String state, Optional<ProcessRecord> started) {
        boolean isUp() {
            return state.equals("up");
        }

        String text() {
            return ROW.formatted(
                            name,
                            state,
                            started.map(found -> Long.toString(found.pid())).orElse("-"),
                            started.flatMap(found -> found.ports().stream().findFirst())
                                    .map(String::valueOf)
                                    .orElse("-"),
                            started.map(found -> Integer.toString(found.restarts()))
                                    .orElse("-"),
                            started.filter(found -> found.process().isAlive())
                                    .map(found -> uptime(found.startedAt()))
                                    .orElse("-"),
                            started.map(ProcessRecord::log).orElse("-"))
                    .stripTrailing();
        }
    }

    @Override
    public Integer call() {
        List<Row> rows = new ArrayList<>(
                home.stack().components().parallelStream().map(this::row).toList());
        rows.add(supervisor());
        home.console().say(ROW.formatted("COMPONENT", "STATE", "PID", "PORT", "RESTARTS", "UPTIME", "LOG"));
        rows.forEach(row -> home.console().say(row.text()));
        showJobs();
        return rows.stream().allMatch(Row::isUp) ? 0 : 1;
    }

    private Row row(Component component) {
        Optional<ProcessRecord> started = home.table().find(component.name());
        if (started.isEmpty()) {
            return new Row(component.name(), "down", started);
        }
        if (!started.get().process().isAlive()) {
            boolean willBeStarted =
                    home.table().findAlive(SupervisorProcess.NAME).isPresent();
            return new Row(component.name(), willBeStarted ? "restarting" : "down", started);
        }
        return new Row(component.name(), state(component, started.get()), started);
    }

    private static String state(Component component, ProcessRecord started) {
        if (component.health().passes()) {
            return "up";
        }
        boolean isYoung = System.currentTimeMillis() - started.startedAt()
                < component.startTimeout().toMillis();
        return isYoung ? "starting" : "unhealthy";
    }

    private Row supervisor() {
        Optional<ProcessRecord> started = home.table().findAlive(SupervisorProcess.NAME);
        return new Row(SupervisorProcess.NAME, started.isPresent() ? "up" : "down", started);
    }

    private void showJobs() {
        if (home.table().findAlive(home.stack().jobManager().name()).isEmpty()) {
            return;
        }
        FlinkRest rest = new FlinkRest(home.stack().jobManager().config().rest().url());
        try {
            List<FlinkJob> jobs =
                    rest.jobs().stream().filter(FlinkJob::isActive).toList();
            home.console().say(jobs.isEmpty() ? "\nNo job runs." : "");
            for (FlinkJob job : jobs) {
                home.console()
                        .say("job %-26s %-10s %d checkpoints"
                                .formatted(job.name(), job.state(), rest.completedCheckpoints(job.id())));
            }
        } catch (FlinkException e) {
            home.console().say("\nThe jobs cannot be listed: " + e.getMessage());
        }
    }

    private static String uptime(long startedAt) {
        Duration up = Duration.between(Instant.ofEpochMilli(startedAt), Instant.now());
        if (up.toHours() > 0) {
            return up.toHours() + "h" + up.toMinutesPart() + "m";
        }
        return up.toMinutes() > 0 ? up.toMinutes() + "m" + up.toSecondsPart() + "s" : up.toSeconds() + "s";
    }
}
