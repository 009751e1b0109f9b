package dev.cdp.e2e.stack;

import dev.cdp.local.process.RunningProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A component that has been killed and does not come back, as the supervisor is paused; until it is closed. */
public final class Outage implements AutoCloseable {
    private final Stack stack;
    private final String component;
    private final long pid;
    private final RunningProcess supervisor;

    Outage(Stack stack, String component, RunningProcess supervisor) {
        this.stack = stack;
        this.component = component;
        this.supervisor = supervisor;
        signal("STOP");
        this.pid = stack.kill(component);
    }

    /** Lets the supervisor start it again; returns when an event can go all the way. */
    @Override
    public void close() {
        signal("CONT");
        Awaitility.await(component + " is started again")
                .atMost(Duration.ofMinutes(2))
                .until(() -> stack.pid(component) != pid && supervisorSaysSo());
        stack.awaitReady();
    }

    /** One that is paused sooner, for the next outage, takes the pause for a start that was too slow. */
    private boolean supervisorSaysSo() throws IOException {
        return Files.readString(stack.log("supervisor"))
                .contains("%s is up again, pid %d,".formatted(component, stack.pid(component)));
    }

    private void signal(String name) {
        try {
            supervisor.signal(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
