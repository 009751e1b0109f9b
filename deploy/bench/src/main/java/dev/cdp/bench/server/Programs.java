package dev.cdp.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The programs that this process has started, whoever of its children did. */
final class Programs {
    private static final Map<String, String> NAMES = Map.of(
            "TaskManagerRunner", "TaskManager",
            "StandaloneSessionClusterEntrypoint", "JobManager",
            "kafka.Kafka", "Kafka",
            "cdp-collector", "collector",
            "ClickHouseServer", "ClickHouse",
            "redis-server", "Redis",
            "postgres", "PostgreSQL");

    private Programs() {}

    /** Numbers of the processes of each, by its name; those that nobody knows are left out. */
    static Map<String, List<Long>> running() throws IOException {
        Map<String, List<Long>> running = new TreeMap<>();
        for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
            String commandLine = commandLine(process.pid());
            for (Map.Entry<String, String> name : NAMES.entrySet()) {
                if (commandLine.contains(name.getKey())) {
                    running.computeIfAbsent(name.getValue(), program -> new ArrayList<>())
                            .add(process.pid());
                    break;
                }
            }
        }
        return running;
    }

    /** All of it: {@link ProcessHandle} cuts it off at a page, which a class path may fill. Empty when it has ended. */
    private static String commandLine(long pid) throws IOException {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
