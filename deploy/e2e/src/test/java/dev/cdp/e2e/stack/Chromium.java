package dev.cdp.e2e.stack;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of this machine. */
public final class Chromium {
    private Chromium() {}

    /** Its program; a test on a machine without one is skipped. */
    public static Path orSkip() {
        Optional<Path> chromium = Stream.of(System.getenv().getOrDefault("CDP_CHROMIUM", ""), "/usr/bin/chromium")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(chromium)
                .as("no Chromium on this machine: install Debian's package chromium or set CDP_CHROMIUM")
                .isPresent();
        return chromium.orElseThrow();
    }
}
