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
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Calls the product's own command line, as an operator would. */
record AdminCli(Home home) {
    /** Of the demo account. */
    static final String EMAIL = "demo@example.com";

    private static final String LOG = "migrations";

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

    private void run(Map<String, String> extra, String... arguments) throws StartFailedException {
        Path jar = home.repository().resolve("admin/target/cdp-admin.jar");
        if (!Files.exists(jar)) {
            throw new StartFailedException(jar + " is missing; `make up` builds it");
        }
        LogFile log = home.starter().log(LOG);
        List<String> command = new ArrayList<>(
                List.of(Distributions.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar.toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.repository().root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        builder.environment().putAll(home.services());
        builder.environment().putAll(extra);
        try {
            if (builder.start().waitFor() != 0) {
                throw new StartFailedException("`cdp-admin " + String.join(" ", arguments)
                        + "` failed. Its last lines (" + log.path() + "):\n  " + String.join("\n  ", log.tail(15)));
            }
        } catch (IOException e) {
            throw new StartFailedException("cannot run " + jar + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("interrupted while migrating", e);
        }
    }
}
