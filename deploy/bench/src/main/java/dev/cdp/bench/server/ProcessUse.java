package dev.cdp.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a program holds now, all of its processes together.
 *
 * @param residentBytes pages that several processes share are counted for each
 */
public record ProcessUse(long residentBytes, long threads, long descriptors) {
    private static final ProcessUse NOTHING = new ProcessUse(0, 0, 0);

    /** Of each program that this process has started, by its name; those that nobody knows are left out. */
    public static Map<String, ProcessUse> ofDescendants() throws IOException {
        Map<String, ProcessUse> uses = new TreeMap<>();
        for (Map.Entry<String, List<Long>> program : Programs.running().entrySet()) {
            ProcessUse use = NOTHING;
            for (long pid : program.getValue()) {
                use = use.plus(of(pid));
            }
            uses.put(program.getKey(), use);
        }
        return uses;
    }

    /** Nothing when it has ended meanwhile. */
    private static ProcessUse of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            return new ProcessUse(
                    Usage.residentBytes(pid), entries(process.resolve("task")), entries(process.resolve("fd")));
        } catch (NoSuchFileException e) {
            return NOTHING;
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
