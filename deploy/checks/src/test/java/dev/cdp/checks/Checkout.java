package dev.cdp.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The repository's files. */
final class Checkout {
    static final Path ROOT = Path.of("").toAbsolutePath().resolve("../..").normalize();
    static final Path DOCKER = ROOT.resolve("deploy/docker");
    static final Path K8S = ROOT.resolve("deploy/k8s");

    private Checkout() {}

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> dockerfiles() {
        return under(DOCKER, ".Dockerfile");
    }

    /** Files of a folder and those below it whose names end so. */
    static List<Path> under(Path folder, String end) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(end))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
