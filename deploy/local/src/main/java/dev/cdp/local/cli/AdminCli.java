package dev.cdp.local.cli;

import dev.cdp.local.Console;
import dev.cdp.local.StackKeys;
import dev.cdp.local.dist.Distributions;
import dev.cdp.local.process.LogFile;
import dev.cdp.local.process.StartFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls the product's own command line, as an operator would. */
record AdminCli(Home home, Map<String, String> environment) {
    /** Of the demo account. */
    static final String EMAIL = "demo@example.com";

    private static final String LOG = "migrations";

    /** Of the embedded stack. */
    static AdminCli of(Home home) {
        return new AdminCli(home, home.services());
    }

    /** What a command has said, and how it ended. */
    record Answer(int exitCode, String output) {}

    /** Brings both schemas up to date and makes sure that the demo workspace and the canary's are there. */
    void migrate(StackKeys keys) throws StartFailedException {
        Instant begin = Instant.now();
        run(Map.of(), "migrate", "up");
        run(
                Map.of(
                        "CDP_WRITE_KEY", keys.demo(),
                        "CDP_CANARY_WRITE_KEY", keys.canary(),
                        "CDP_ADMIN_EMAIL", EMAIL,
                        "CDP_ADMIN_PASSWORD", keys.adminPassword()),
                "demo");
        home.console()
                .step(
                        "migrations",
                        "schemas and demo workspace up to date after "
                                + Console.seconds(Duration.between(begin, Instant.now())));
    }

    /** Applies the migrations that are missing, and nothing else. */
    void migrateUp() throws StartFailedException {
        run(Map.of(), "migrate", "up");
    }

    private void run(Map<String, String> extra, String... arguments) throws StartFailedException {
        LogFile log = home.starter().log(LOG);
        int exitCode = run(extra, ProcessBuilder.Redirect.appendTo(log.path().toFile()), List.of(arguments));
        if (exitCode != 0) {
            throw new StartFailedException("`cdp-admin " + String.join(" ", arguments) + "` failed. Its last lines ("
                    + log.path() + "):\n  " + String.join("\n  ", log.tail(15)));
        }
    }

    /** Runs a command for what it says. */
    Answer ask(String... arguments) throws StartFailedException {
        try {
            Path said = Files.createTempFile("cdp-admin", ".txt");
            try {
                int exitCode = run(Map.of(), ProcessBuilder.Redirect.to(said.toFile()), List.of(arguments));
                return new Answer(exitCode, Files.readString(said));
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            throw new StartFailedException("cannot keep what cdp-admin says: " + e.getMessage(), e);
        }
    }

    private int run(Map<String, String> extra, ProcessBuilder.Redirect output, List<String> arguments)
            throws StartFailedException {
        Path jar = home.repository().resolve("admin/target/cdp-admin.jar");
        if (!Files.exists(jar)) {
            throw new StartFailedException(jar + " is missing; `make build` builds it");
        }
        List<String> command = new ArrayList<>(
                List.of(Distributions.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.repository().root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().putAll(environment);
        builder.environment().putAll(extra);
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new StartFailedException("cannot run " + jar + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("interrupted while cdp-admin ran", e);
        }
    }
}
