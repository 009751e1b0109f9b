package dev.cdp.local.cli;

import dev.cdp.local.Console;
import dev.cdp.local.Settings;
import dev.cdp.local.process.StartFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What is better said before anything is started than found in a log afterwards. */
final class Preflight {
    private static final long NEEDED_MEMORY_MB = 6_000;

    private Preflight() {}

    static void check(Settings settings, Console console) throws StartFailedException, IOException {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")) {
            throw new StartFailedException("The embedded stack runs on Linux; this is " + System.getProperty("os.name")
                    + ". Its PostgreSQL and ClickHouse binaries are Linux's.");
        }
        requireDisk(settings);
        warnOfMemory(console);
    }

    private static void requireDisk(Settings settings) throws IOException, StartFailedException {
        Path home = Files.createDirectories(settings.home());
        long freeMegabytes = home.toFile().getUsableSpace() >> 20;
        int needed = settings.integer("CDP_MIN_FREE_MB", 2_048);
        if (freeMegabytes < needed) {
            throw new StartFailedException(
                    "Only %d MB are free on the disk of %s; the stack wants %d MB. Free some, point CDP_HOME to another disk, or lower CDP_MIN_FREE_MB."
                            .formatted(freeMegabytes, home, needed));
        }
    }

    private static void warnOfMemory(Console console) throws IOException {
        Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .filter(megabytes -> megabytes < NEEDED_MEMORY_MB)
                .findFirst()
                .ifPresent(megabytes -> console.say("Only " + megabytes + " MB of memory are available; a stack that is"
                        + " not running yet wants " + NEEDED_MEMORY_MB + " MB under load."));
    }
}
