package dev.cdp.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A checker that deploy/checks/tools.sh has installed. */
record Tool(String name) {
    private static final Path INSTALLED = Path.of(".tools/bin").toAbsolutePath();

    /** How it ended, and what it said on both outputs. */
    record Said(int exitCode, String output, String errors) {}

    Said run(Map<String, String> environment, String... arguments) {
        Path program = INSTALLED.resolve(name);
        if (!Files.isExecutable(program)) {
            throw new AssertionError(program + " is missing; deploy/checks/tools.sh installs it (make prerequisites)");
        }
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try {
            Path errors = Files.createTempFile("tool", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Said said = new Said(process.waitFor(), output, Files.readString(errors));
            Files.delete(errors);
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
