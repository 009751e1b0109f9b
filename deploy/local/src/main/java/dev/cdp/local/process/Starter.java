package dev.cdp.local.process;

import dev.cdp.local.component.Component;
import dev.cdp.local.component.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Starts and stops components and records them. The processes lead sessions of their own: they outlive the starter and
 * do not get its terminal's Ctrl-C.
 */
public final class Starter {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final boolean HAS_SETSID = Files.isExecutable(Path.of("/usr/bin/setsid"));

    private final ProcessTable table;
    private final Path logs;
    private final ReentrantLock spawning = new ReentrantLock();

    public Starter(ProcessTable table, Path logs) {
        this.table = table;
        this.logs = logs;
    }

    /**
     * Starts the component and returns when it is healthy.
     *
     * @param restarts the count to record
     * @throws StartFailedException when a port is taken, the process ends, or it is not healthy in time; it is stopped
     *     then
     */
    public ProcessRecord start(Component component, int restarts) throws StartFailedException {
        LogFile log = log(component.name());
        ProcessRecord started;
        try {
            component.beforeStart();
            Launch launch = component.prepare();
            PortHolder.requireFree(component);
            log.begin(component.name());
            started = spawn(component, launch, log, restarts);
        } catch (IOException e) {
            throw new StartFailedException(component.name() + " cannot be started: " + e.getMessage(), e);
        }
        awaitHealthy(component, started);
        return started;
    }

    /**
     * Makes sure that the component runs as it would be started now: a process that does is kept, whoever started it;
     * one with other settings or older files is replaced.
     *
     * @param onReplace told why, before a running process is replaced
     * @return true when a process was started
     */
    public boolean ensure(Component component, Consumer<String> onReplace) throws StartFailedException {
        Optional<ProcessRecord> alive = table.findAlive(component.name());
        if (alive.isPresent()) {
            boolean current = isCurrent(component, alive.get());
            if (current && isHealthySoon(component, alive.get())) {
                return false;
            }
            onReplace.accept(current ? "it runs but does not answer" : "its settings or files have changed");
            stop(component, alive.get());
        }
        start(component, 0);
        return true;
    }

    /**
     * Checks the ports of all components that do not run yet, so that none is started in vain.
     *
     * @throws StartFailedException that names every port that is taken
     */
    public void requirePorts(List<Component> components) throws StartFailedException {
        List<String> taken = new ArrayList<>();
        for (Component component : components) {
            if (table.findAlive(component.name()).isEmpty()) {
                taken.addAll(PortHolder.taken(component));
            }
        }
        if (!taken.isEmpty()) {
            throw new StartFailedException(String.join("\n", taken));
        }
    }

    private boolean isCurrent(Component component, ProcessRecord running) throws StartFailedException {
        try {
            return component.prepare().fingerprint().equals(running.fingerprint());
        } catch (IOException e) {
            throw new StartFailedException(component.name() + " cannot be checked: " + e.getMessage(), e);
        }
    }

    private boolean isHealthySoon(Component component, ProcessRecord running) {
        try {
            awaitHealthy(component, running);
            return true;
        } catch (StartFailedException e) {
            return false;
        }
    }

    /** From now on no process is started; one that is just being started is recorded first. For the end of this JVM. */
    public void stopSpawning() {
        spawning.lock();
    }

    /** Returns when a process that was started by whomever is healthy. */
    public void awaitHealthy(Component component, ProcessRecord started) throws StartFailedException {
        Instant deadline = Instant.now().plus(component.startTimeout());
        try {
            while (true) {
                boolean alive = started.process().isAlive();
                Exception reason = probe(component);
                if (reason == null && alive) {
                    return;
                }
                if (!alive) {
                    throw failed(component, "ended during its start", null);
                }
                if (Instant.now().isAfter(deadline)) {
                    stop(component, started);
                    throw failed(
                            component,
                            "was not healthy within " + component.startTimeout().toSeconds() + " s ("
                                    + reason.getMessage() + ")",
                            reason);
                }
                Thread.sleep(POLL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("interrupted while " + component.name() + " was starting", e);
        }
    }

    /** Stops the recorded process, if it runs: SIGTERM, and SIGKILL after the component's time-out. */
    public void stop(Component component, ProcessRecord started) throws StartFailedException {
        RunningProcess process = started.process();
        try {
            process.signal("TERM");
            // A paused process keeps SIGTERM for later; SIGCONT lets it see it now.
            process.signal("CONT");
            if (!awaitEnd(process, component.stopTimeout())) {
                process.signal("KILL");
                awaitEnd(process, Duration.ofSeconds(10));
            }
        } catch (IOException e) {
            throw new StartFailedException(component.name() + " cannot be stopped: " + e.getMessage(), e);
        }
    }

    /** Whether the process ended in time. */
    public static boolean awaitEnd(RunningProcess process, Duration timeout) {
        Instant deadline = Instant.now().plus(timeout);
        while (process.isAlive()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    public LogFile log(String name) {
        return new LogFile(logs.resolve(name + ".log"));
    }

    private ProcessRecord spawn(Component component, Launch launch, LogFile log, int restarts) throws IOException {
        spawning.lock();
        try {
            return spawnAndRecord(component, launch, log, restarts);
        } finally {
            spawning.unlock();
        }
    }

    private ProcessRecord spawnAndRecord(Component component, Launch launch, LogFile log, int restarts)
            throws IOException {
        List<String> command = new ArrayList<>();
        if (HAS_SETSID) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(launch.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(launch.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        // A process that has already ended has no identity left; the health check reports it with its log.
        long ticks =
                RunningProcess.of(process.pid()).map(RunningProcess::startTicks).orElse(0L);
        ProcessRecord started = new ProcessRecord(
                component.name(),
                process.pid(),
                ticks,
                System.currentTimeMillis(),
                component.ports().stream().map(port -> port.number()).toList(),
                restarts,
                log.path().toString(),
                launch.fingerprint());
        table.put(started);
        return started;
    }

    private static Exception probe(Component component) throws InterruptedException {
        try {
            component.health().probe();
            component.onHealthy();
            return null;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return e;
        }
    }

    private StartFailedException failed(Component component, String what, Exception cause) {
        LogFile log = log(component.name());
        return new StartFailedException(
                component.name() + " " + what + ". Its last log lines (" + log.path() + "):\n  "
                        + String.join("\n  ", log.tail(20)),
                cause);
    }
}
