package dev.cdp.local.component;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Servers log to standard output, which the starter appends to their log file. */
final class Log4j {
    private static final String CONFIGURATION = "/dev/cdp/local/log4j2-server.properties";

    private Log4j() {}

    /** The flag that makes a server log so, with the configuration written into its directory. */
    static String flag(Path directory) throws IOException {
        Path file = directory.resolve("log4j2.properties");
        try (InputStream in = Log4j.class.getResourceAsStream(CONFIGURATION)) {
            Files.write(file, in.readAllBytes());
        }
        return "-Dlog4j2.configurationFile=" + file;
    }
}
