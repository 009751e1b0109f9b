package dev.cdp.bench.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Java installations on this machine, by the release that each says it is. */
final class Jdks {
    private static final List<Path> USUAL =
            List.of(Path.of("/usr/lib/jvm"), Path.of("/opt"), Path.of("/usr/local/lib/jvm"));

    private Jdks() {}

    /** The java program of a release: {@code JAVA_HOME_25} or {@code JDK25_HOME}, else one in the usual places. */
    static Optional<Path> java(int release) {
        Stream<Path> named = Stream.of("JAVA_HOME_" + release, "JDK" + release + "_HOME")
                .map(System::getenv)
                .filter(home -> home != null && !home.isBlank())
                .map(Path::of);
        return Stream.concat(named, USUAL.stream().flatMap(Jdks::children))
                .filter(home -> isRelease(home, release))
                .map(home -> home.resolve("bin/java"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static boolean isRelease(Path home, int release) {
        try {
            return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + release);
        } catch (IOException e) {
            return false;
        }
    }
}
