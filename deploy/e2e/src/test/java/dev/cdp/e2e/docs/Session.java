package dev.cdp.e2e.docs;

import dev.cdp.e2e.stack.Program;
import dev.cdp.e2e.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reader at work: one for each page, as variables that one block sets are there for the next.
 *
 * <p>A page names the addresses that {@code make up} has by default. Here they are replaced by those of
 * the test's stack, which has free ports and a home of its own.
 */
final class Session {
    static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern ADDRESS = Pattern.compile("\\b(?:127\\.0\\.0\\.1|localhost):(\\d+)");
    /** A folder's name on its own, not the end of a longer path. */
    private static final Pattern HOME = Pattern.compile("(?<![\\w/.])\\.cdp/");

    private static final Map<String, String> DEFAULT_PORTS = Map.of(
            "3049", "CDP_COLLECTOR_URL",
            "3100", "CDP_ADMIN_URL",
            "8081", "CDP_FLINK_URL",
            "8123", "CDP_CLICKHOUSE_URL",
            "9092", "CDP_KAFKA_BOOTSTRAP",
            "5432", "CDP_POSTGRES_URL",
            "6379", "CDP_REDIS_URL");

    private final Stack stack;
    private final Path folder;

    Session(Stack stack) {
        this.stack = stack;
        try {
            folder = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "docs").toAbsolutePath()), "page-");
            Files.writeString(state(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stack stack() {
        return stack;
    }

    /** The variables and functions that the page's shell has by now, as a script. */
    Path state() {
        return folder.resolve("state.sh");
    }

    /** The text for this stack instead of one with the default settings. */
    String adapt(String text) {
        Matcher address = ADDRESS.matcher(text);
        String moved = address.replaceAll(found -> Matcher.quoteReplacement(
                DEFAULT_PORTS.containsKey(found.group(1))
                        ? hostAndPort(stack.variable(DEFAULT_PORTS.get(found.group(1))))
                        : found.group()));
        String home = Matcher.quoteReplacement(stack.home() + "/");
        return HOME.matcher(moved).replaceAll(home).replace("YOUR_WRITE_KEY", stack.writeKey());
    }

    private static String hostAndPort(String address) {
        return address.contains("://") ? URI.create(address).getAuthority().replaceFirst("^.*@", "") : address;
    }

    /** Where files of the page's blocks lie. */
    Path folder() {
        return folder;
    }

    /** A file in that folder. */
    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a bash script with the environment of {@code .cdp/env} and what the page's shell blocks have set.
     *
     * @return what it printed; a failure is an assertion error with that
     */
    String bash(Path script, Path directory, String... arguments) {
        Map<String, String> environment = new HashMap<>(stack.environment());
        environment.put("DOCS_STATE", state().toString());
        environment.put(
                "JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        return new Program(command, directory, environment).succeed(PATIENCE);
    }
}
