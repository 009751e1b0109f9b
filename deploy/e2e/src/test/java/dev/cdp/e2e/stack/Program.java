package dev.cdp.e2e.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs to its end; its output is kept in a file, so that no pipe can fill up. */
public final class Program {
    private final List<String> command;
    private final Path directory;
    private final Map<String, String> environment;
    private final Path output;

    /** How a program ended. */
    public record Outcome(int exitCode, String output) {}

    /** A program that has been started. */
    public record Running(Process process, Path log, List<String> command) {
        public Outcome await(Duration timeout) {
            try {
                if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError(command + " did not end in " + timeout + ":\n" + text());
                }
                return new Outcome(process.exitValue(), text());
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** What it has printed by now, standard error included. */
        public String text() {
            try {
                return Files.readString(log, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Describes a program.
     *
     * @param environment added to this process's own
     */
    public Program(List<String> command, Path directory, Map<String, String> environment) {
        this.command = command;
        this.directory = directory;
        this.environment = environment;
        try {
            Path logs = Files.createDirectories(Path.of("target", "programs").toAbsolutePath());
            this.output = Files.createTempFile(logs, new File(command.get(0)).getName() + "-", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the shell finds such a program. */
    public static boolean exists(String name) {
        return new Program(List.of("sh", "-c", "command -v " + name), Path.of("."), Map.of())
                        .run(Duration.ofSeconds(10))
                        .exitCode()
                == 0;
    }

    public Running start() {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        try {
            return new Running(builder.start(), output, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Outcome run(Duration timeout) {
        return start().await(timeout);
    }

    /** Runs it and returns what it printed; a failure is an assertion error with that text. */
    public String succeed(Duration timeout) {
        Outcome outcome = run(timeout);
        if (outcome.exitCode() != 0) {
            throw new AssertionError(command + " ended with " + outcome.exitCode() + ":\n" + outcome.output());
        }
        return outcome.output();
    }
}
