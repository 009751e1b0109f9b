package dev.cdp.e2e.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder with a package.json and its lock: exactly the published versions that the lock names. */
public final class NodePackage {
    private final Path folder;

    public NodePackage(Path folder) {
        this.folder = folder;
    }

    /** A script of this package; the dependencies are installed first when they are not there. */
    public Program script(String name, Map<String, String> environment, String... arguments) {
        installed();
        List<String> command =
                Stream.concat(Stream.of("node", name), Stream.of(arguments)).toList();
        return new Program(command, folder, environment);
    }

    /** Brings a package that is too large for each installation, such as {@code lighthouse@12.8.2}. */
    public void add(String nameAndVersion) {
        installed();
        new Program(List.of("npm", "install", "--no-save", nameAndVersion), folder, Map.of())
                .succeed(Duration.ofMinutes(5));
    }

    /** Installs the dependencies where they are not there. */
    public synchronized void installed() {
        if (!isInstalled()) {
            new Program(List.of("npm", "ci"), folder, Map.of()).succeed(Duration.ofMinutes(5));
        }
    }

    /** npm leaves a copy of the lock behind when it is through. */
    private boolean isInstalled() {
        Path installed = folder.resolve("node_modules/.package-lock.json");
        try {
            return Files.exists(installed)
                    && Files.getLastModifiedTime(installed)
                                    .compareTo(Files.getLastModifiedTime(folder.resolve("package-lock.json")))
                            >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
