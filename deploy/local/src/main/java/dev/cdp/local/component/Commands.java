package dev.cdp.local.component;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs that run to their end, such as those that make an empty data directory. */
final class Commands {
    private Commands() {}

    /** What the program printed on standard output and error; an exception with it when the program failed. */
    static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed:\n" + output);
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command.get(0), e);
        }
    }
}
