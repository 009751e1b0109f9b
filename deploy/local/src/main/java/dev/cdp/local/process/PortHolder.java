package dev.cdp.local.process;

import dev.cdp.local.component.Component;
import dev.cdp.local.component.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says who listens on a port that a component wants. */
final class PortHolder {
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTEN = "0A";

    private PortHolder() {}

    static void requireFree(Component component) throws StartFailedException {
        List<String> taken = taken(component);
        if (!taken.isEmpty()) {
            throw new StartFailedException(String.join("\n", taken));
        }
    }

    /** A sentence for each port of the component that somebody else listens on. */
    static List<String> taken(Component component) {
        return component.ports().stream()
                .filter(port -> !port.isFree())
                .map(port -> explain(component, port))
                .toList();
    }

    private static String explain(Component component, Port port) {
        String holder = describe(port.number()).map(who -> " by " + who).orElse("");
        return "Port %d, wanted by %s, is taken%s. Stop that program, or choose another port with %s."
                .formatted(port.number(), component.name(), holder, port.variable());
    }

    private static Optional<String> describe(int port) {
        Set<String> sockets = Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> lines(Path.of(table)))
                .map(line -> line.strip().split("\\s+"))
                .filter(row -> row.length > INODE && row[STATE].equals(LISTEN))
                .filter(row -> row[LOCAL_ADDRESS].endsWith(":%04X".formatted(port)))
                .map(row -> "socket:[" + row[INODE] + "]")
                .collect(Collectors.toSet());
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), sockets))
                .findFirst()
                .map(process -> "pid " + process.pid() + " (" + commandLine(process.pid()) + ")");
    }

    private static boolean holds(long pid, Set<String> sockets) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors.anyMatch(descriptor -> sockets.contains(target(descriptor)));
        } catch (IOException e) {
            return false; // another user's process, or one that has just ended
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String commandLine(long pid) {
        String line = lines(Path.of("/proc", Long.toString(pid), "cmdline"))
                .collect(Collectors.joining())
                .replace('\0', ' ')
                .strip();
        return line.length() <= 100 ? line : line.substring(0, 100) + " …";
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
