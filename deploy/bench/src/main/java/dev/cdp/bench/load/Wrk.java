package dev.cdp.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Drives a server with wrk, which is C and LuaJIT, so that most of the machine is left to the server. It has a thread for
 * each processor: with one it would be what limits the faster side.
 */
public final class Wrk {
    private static final int TIMEOUT_SECONDS = 30;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final Path script;
    private final String authorization;

    /**
     * Prepares a generator.
     *
     * @param directory for the script
     */
    public Wrk(Path directory, String writeKey) throws IOException {
        script = Files.createDirectories(directory).resolve("events.lua");
        try (InputStream in = Wrk.class.getResourceAsStream("events.lua")) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        authorization = Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Runs a load to its end.
     *
     * @throws IllegalStateException when any request was not answered 200
     */
    public LoadResult run(String url, Load load) throws IOException, InterruptedException {
        // Another run's message ids are other ones.
        String run = "%08x".formatted(ThreadLocalRandom.current().nextInt());
        Process wrk = new ProcessBuilder(
                        "wrk",
                        "--threads=" + THREADS,
                        "--connections=" + load.connections(),
                        "--duration=" + load.duration().toSeconds() + "s",
                        "--timeout=" + TIMEOUT_SECONDS + "s",
                        "--script=" + script,
                        url,
                        "--",
                        authorization,
                        run,
                        Integer.toString(load.eventsPerRequest()))
                .redirectErrorStream(true)
                .start();
        List<String> output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (wrk.waitFor() != 0) {
            throw new IllegalStateException("wrk failed:\n" + String.join("\n", output));
        }
        return LoadResult.parse(output).requireAllAccepted();
    }
}
