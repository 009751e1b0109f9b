package dev.cdp.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a program holds now, all of its processes together.
 *
 * @param residentBytes pages that several processes share are counted for each
 */
public record ProcessUse(long residentBytes, long threads, long descriptors) {
    private static final Map<String, String> PROGRAMS = Map.of(
            "TaskManagerRunner", "TaskManager",
            "StandaloneSessionClusterEntrypoint", "JobManager",
            "kafka.Kafka", "Kafka",
            "cdp-collector", "collector",
            "ClickHouseServer", "ClickHouse",
            "redis-server", "Redis",
            "postgres", "PostgreSQL");

    /** Of each program that this process has started, by its name; those that nobody knows are left out. */
    public static Map<String, ProcessUse> ofDescendants() throws IOException {
        Map<String, ProcessUse> programs = new TreeMap<>();
        for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
            String commandLine = commandLine(process.pid());
            for (Map.Entry<String, String> program : PROGRAMS.entrySet()) {
                if (commandLine.contains(program.getKey())) {
                    programs.merge(program.getValue(), of(process.pid()), ProcessUse::plus);
                    break;
                }
            }
        }
        return programs;
    }

    /** All of it: {@link ProcessHandle} cuts it off at a page, which a class path may fill. Empty when it has ended. */
    private static String commandLine(long pid) throws IOException {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** Nothing when it has ended meanwhile. */
    private static ProcessUse of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            return new ProcessUse(
                    Usage.residentBytes(pid), entries(process.resolve("task")), entries(process.resolve("fd")));
        } catch (NoSuchFileException e) {
            return new ProcessUse(0, 0, 0);
        }
    }

    private static long entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    private ProcessUse plus(ProcessUse other) {
        return new ProcessUse(
                residentBytes + other.residentBytes, threads + other.threads, descriptors + other.descriptors);
    }
}
