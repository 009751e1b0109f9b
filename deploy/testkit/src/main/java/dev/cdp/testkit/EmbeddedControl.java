package dev.cdp.testkit;

import dev.cdp.local.component.Component;
import dev.cdp.local.process.ProcessRecord;
import dev.cdp.local.process.StartFailedException;
import dev.cdp.local.process.Starter;
import java.io.IOException;
import java.time.Duration;

/** Signals and restarts one child process. */
final class EmbeddedControl implements ServiceControl {
    private final Component component;
    private final Starter starter;
    private ProcessRecord current;

    EmbeddedControl(Component component, Starter starter, ProcessRecord started) {
        this.component = component;
        this.starter = starter;
        this.current = started;
    }

    @Override
    public synchronized void kill() {
        signal("KILL");
        if (!Starter.awaitEnd(current.process(), Duration.ofSeconds(10))) {
            throw new TestServiceException(component.name() + " survived SIGKILL");
        }
    }

    @Override
    public synchronized void pause() {
        signal("STOP");
    }

    @Override
    public synchronized void resume() {
        signal("CONT");
    }

    @Override
    public synchronized void stop() {
        try {
            starter.stop(component, current);
        } catch (StartFailedException e) {
            throw new TestServiceException(e.getMessage(), e);
        }
    }

    @Override
    public synchronized void restart() {
        stop();
        try {
            current = starter.start(component, current.restarts() + 1);
        } catch (StartFailedException e) {
            throw new TestServiceException(e.getMessage(), e);
        }
    }

    private void signal(String name) {
        try {
            current.process().signal(name);
        } catch (IOException e) {
            throw new TestServiceException("cannot send SIG" + name + " to " + component.name(), e);
        }
    }
}
