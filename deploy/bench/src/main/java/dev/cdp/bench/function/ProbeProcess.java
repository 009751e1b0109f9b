package dev.cdp.bench.function;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A child that answers each line with a line. */
final class ProbeProcess implements AutoCloseable {
    private final Process process;
    private final PrintStream commands;
    private final BufferedReader answers;

    private ProbeProcess(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ProbeProcess node(Path folder) throws IOException {
        return new ProbeProcess(List.of("node", folder.resolve("probe.mjs").toString()));
    }

    /** On this class path, which has the engine. */
    static ProbeProcess java(Path java, List<String> flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx2g", "-XX:+UseSerialGC"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
        return new ProbeProcess(command);
    }

    String ask(String command) throws IOException {
        commands.println(command);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the probe has ended: " + process.info());
        }
        return answer;
    }

    double figure(String command) throws IOException {
        return Double.parseDouble(ask(command));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
