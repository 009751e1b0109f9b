package dev.cdp.e2e.chaos;

import dev.cdp.e2e.stack.Program;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The clock of all of a stack's programs, which can be set while they run. Made by {@code clock.c}, which takes the
 * place of the C library's functions: it needs a C compiler.
 */
final class MovedClock {
    private static final Path SOURCE = Path.of("src", "test", "c", "clock.c");
    private static final Path DIRECTORY = Path.of("target", "moved-clock").toAbsolutePath();

    private final Path library = DIRECTORY.resolve("clock.so");
    private final Path offset = DIRECTORY.resolve("offset");

    MovedClock() throws IOException {
        Files.createDirectories(DIRECTORY);
        set(Duration.ZERO);
        new Program(
                        List.of("cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), SOURCE.toString(), "-ldl"),
                        Path.of("."),
                        Map.of())
                .succeed(Duration.ofMinutes(1));
    }

    static boolean canBeMade() {
        return Program.exists("cc");
    }

    /** What a program's environment must have so that it goes by this clock. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "CDP_CLOCK_FILE", offset.toString());
    }

    /** Sets it to so much ahead of the machine's, for all programs at once. */
    void set(Duration ahead) throws IOException {
        ByteBuffer nanos =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(0, ahead.toNanos());
        // Not cut off first: it is mapped into the memory of those that run.
        Files.write(offset, nanos.array(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
