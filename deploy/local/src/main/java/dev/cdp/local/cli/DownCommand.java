package dev.cdp.local.cli;

import dev.cdp.local.component.Component;
import dev.cdp.local.process.ProcessRecord;
import dev.cdp.local.process.StartFailedException;
import dev.cdp.local.process.Steps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stops everything; the data stays and the jobs resume at the next start.")
final class DownCommand implements Callable<Integer> {
    private final Home home;

    DownCommand(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() throws Exception {
        try (HomeLock lock = home.lock()) {
            stopAll();
        }
        return 0;
    }

    /** In reverse order: each component after those that need it. The caller holds the lock. */
    void stopAll() throws StartFailedException, java.io.IOException {
        home.supervisor().stop();
        List<Component> reversed = new ArrayList<>(home.stack().components());
        Collections.reverse(reversed);
        Steps steps = new Steps();
        Set<String> earlier = new HashSet<>();
        for (Component component : reversed) {
            steps.add(component.name(), earlierThan(component, earlier), () -> stop(component));
            earlier.add(component.name());
        }
        steps.await();
    }

    /** Front door first, then the jobs, then what they use. */
    private static Set<String> earlierThan(Component component, Set<String> earlier) {
        return switch (component.name()) {
            case "collector", "jobmanager" -> Set.of();
            case "taskmanager" -> Set.of("jobmanager");
            default ->
                Set.copyOf(earlier.stream()
                        .filter(name ->
                                Set.of("collector", "jobmanager", "taskmanager").contains(name))
                        .toList());
        };
    }

    private void stop(Component component) throws StartFailedException {
        Optional<ProcessRecord> running = home.table().findAlive(component.name());
        if (running.isPresent()) {
            home.starter().stop(component, running.get());
            home.console().step(component.name(), "stopped");
        }
        try {
            home.table().remove(component.name());
        } catch (java.io.IOException e) {
            throw new StartFailedException("cannot forget " + component.name() + ": " + e.getMessage(), e);
        }
    }
}
