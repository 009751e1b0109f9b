package dev.cdp.testkit;

import dev.cdp.local.component.Component;
import dev.cdp.local.component.Places;
import dev.cdp.local.dist.Directories;
import dev.cdp.local.dist.Distributions;
import dev.cdp.local.dist.Repository;
import dev.cdp.local.process.ProcessRecord;
import dev.cdp.local.process.ProcessTable;
import dev.cdp.local.process.RunningProcess;
import dev.cdp.local.process.StartFailedException;
import dev.cdp.local.process.Starter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs services as child processes, in a directory per JVM that is named by its identity. */
final class EmbeddedStarter implements ServiceStarter {
    private final Path home;
    private final ProcessTable table;
    private final Starter starter;
    private final Places places;

    private EmbeddedStarter(Path base, Path home) throws IOException {
        this.home = home;
        this.table = new ProcessTable(home.resolve("run"));
        this.starter = new Starter(table, home.resolve("logs"));
        this.places = new Places(
                new Distributions(Repository.find(), base.resolve("dist")), home.resolve("data"), base.resolve("lib"));
    }

    static EmbeddedStarter create() {
        Path base = base();
        try {
            sweep(base);
            RunningProcess self =
                    RunningProcess.of(ProcessHandle.current().pid()).orElseThrow();
            return create(base, base.resolve(self.pid() + "-" + self.startTicks()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param home of its processes, their data and their logs */
    static EmbeddedStarter in(Path home) {
        try {
            return create(base(), home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedStarter create(Path base, Path home) throws IOException {
        EmbeddedStarter starter = new EmbeddedStarter(base, home);
        Runtime.getRuntime().addShutdownHook(new Thread(starter::end, "stop-test-services"));
        return starter;
    }

    private static Path base() {
        return Path.of("target", "services").toAbsolutePath();
    }

    @Override
    public Places places() {
        return places;
    }

    @Override
    public ServiceControl start(Component component, ContainerImage image) {
        try {
            return new EmbeddedControl(component, starter, starter.start(component, 0));
        } catch (StartFailedException e) {
            throw new TestServiceException(e.getMessage(), e);
        }
    }

    /** Ends what a test JVM left behind that was itself killed. */
    private static void sweep(Path base) throws IOException {
        Files.createDirectories(base);
        try (Stream<Path> homes = Files.list(base)) {
            for (Path home : homes.filter(EmbeddedStarter::isAbandoned).toList()) {
                kill(new ProcessTable(home.resolve("run")).all());
                Directories.delete(home);
            }
        }
    }

    private static boolean isAbandoned(Path home) {
        String[] identity = home.getFileName().toString().split("-");
        return identity.length == 2
                && identity[0].chars().allMatch(Character::isDigit)
                && !new RunningProcess(Long.parseLong(identity[0]), Long.parseLong(identity[1])).isAlive();
    }

    private void end() {
        try {
            kill(table.all());
            Directories.delete(home.resolve("data"));
            Directories.delete(home.resolve("run"));
        } catch (IOException e) {
            System.err.println("test services are not cleaned up in " + home + ": " + e);
        }
    }

    /** The data is thrown away, so nobody has to write it down first. */
    private static void kill(List<ProcessRecord> records) throws IOException {
        for (ProcessRecord started : records) {
            started.process().signal("KILL");
        }
        for (ProcessRecord started : records) {
            Starter.awaitEnd(started.process(), java.time.Duration.ofSeconds(10));
        }
    }
}
