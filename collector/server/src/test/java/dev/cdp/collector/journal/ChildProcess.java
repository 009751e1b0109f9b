package dev.cdp.collector.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Java process of the class path of the tests. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private ChildProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** @param wrapper a command in front of java's */
    static ChildProcess start(List<String> wrapper, Path log, Class<?> main, Object... args) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        for (Object arg : args) {
            command.add(arg.toString());
        }
        return new ChildProcess(
                new ProcessBuilder(command).redirectError(log.toFile()).start());
    }

    /** The next line, or nothing at the end. */
    Optional<String> line() {
        try {
            String line = output.readLine();
            if (line != null) {
                lines.add(line);
            }
            return Optional.ofNullable(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until so many lines have come. */
    void awaitLines(int count) {
        while (lines.size() < count && line().isPresent()) {}
    }

    /** All lines, up to the end of the process. */
    List<String> lines() {
        while (line().isPresent()) {}
        return lines;
    }

    /** SIGSTOP. */
    void pause() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** SIGKILL. */
    void kill() {
        // By the handle, since the process would close its output, too.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
        process.destroyForcibly();
    }
}
