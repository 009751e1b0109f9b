package dev.cdp.local.cli;

import dev.cdp.local.dist.Directories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

@Command(name = "reset", description = "Stops everything and deletes the data, the logs and the write keys.")
final class ResetCommand implements Callable<Integer> {
    private final Home home;

    ResetCommand(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() throws Exception {
        Path directory = home.settings().home();
        try (HomeLock lock = home.lock()) {
            new DownCommand(home).stopAll();
            List<Path> entries;
            try (Stream<Path> all = Files.list(directory)) {
                // The lock file stays, as somebody else may be waiting for it.
                entries = all.filter(entry -> !entry.equals(home.settings().run()))
                        .toList();
            }
            for (Path entry : entries) {
                Directories.delete(entry);
            }
        }
        home.console().say("Wiped " + directory);
        return 0;
    }
}
