package dev.cdp.local.process;

import dev.cdp.local.component.Component;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Starts again what dies, and what says for long that it is stuck. It watches recorded processes, its children or not, so
 * it may itself be killed and started again. A process that hangs is left alone: it may be paused on purpose, and `make
 * status` shows it.
 */
public final class Supervisor {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FIRST_WAIT = Duration.ofMillis(300);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** A component that has run this long has recovered; its next death is waited for no longer than a first one. */
    private static final Duration STABLE = Duration.ofMinutes(1);

    private static final Duration STUCK = Duration.ofMinutes(1);

    private final ProcessTable table;
    private final Starter starter;
    private final Consumer<String> log;
    private final Duration stuckAfter;

    public Supervisor(ProcessTable table, Starter starter, Consumer<String> log) {
        this(table, starter, log, STUCK);
    }

    /** @param stuckAfter for so long a process has to say that it is stuck */
    Supervisor(ProcessTable table, Starter starter, Consumer<String> log, Duration stuckAfter) {
        this.table = table;
        this.starter = starter;
        this.log = log;
        this.stuckAfter = stuckAfter;
    }

    /** Watches until the thread is interrupted. Components that were never started are not its business. */
    public void watch(List<Component> components) throws InterruptedException {
        List<Thread> watchers = components.stream()
                .map(component -> new Thread(() -> watch(component), "watch-" + component.name()))
                .toList();
        watchers.forEach(Thread::start);
        try {
            for (Thread watcher : watchers) {
                watcher.join();
            }
        } finally {
            watchers.forEach(Thread::interrupt);
        }
    }

    private void watch(Component component) {
        Duration wait = FIRST_WAIT;
        Instant lastStart = Instant.now();
        StuckFor stuck = new StuckFor(component, stuckAfter);
        try {
            while (true) {
                ProcessRecord known = table.find(component.name()).orElse(null);
                if (known == null || known.process().isAlive()) {
                    if (known != null && stuck.isTooLong()) {
                        log.accept(component.name() + " (pid " + known.pid() + ") is stuck; killing it");
                        kill(known);
                    }
                    Thread.sleep(POLL.toMillis());
                    continue;
                }
                if (lastStart.plus(STABLE).isBefore(Instant.now())) {
                    wait = FIRST_WAIT;
                }
                log.accept(component.name() + " (pid " + known.pid() + ") has died; starting it again in "
                        + wait.toMillis() + " ms");
                Thread.sleep(wait.toMillis());
                wait = shorter(wait.multipliedBy(2), LONGEST_WAIT);
                lastStart = Instant.now();
                restart(component, known);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void kill(ProcessRecord known) {
        try {
            known.process().signal("KILL");
        } catch (IOException e) {
            log.accept(known.name() + " can't be killed: " + e.getMessage());
        }
    }

    private void restart(Component component, ProcessRecord known) {
        try {
            ProcessRecord started = starter.start(component, known.restarts() + 1);
            log.accept(component.name() + " is up again, pid " + started.pid() + ", restart " + started.restarts());
        } catch (StartFailedException e) {
            log.accept(e.getMessage());
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
