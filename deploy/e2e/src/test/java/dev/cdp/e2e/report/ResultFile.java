package dev.cdp.e2e.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.cdp.e2e.stack.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of deploy/bench/results: a run's report, with the commit and the JDK that it was measured on. */
public final class ResultFile {
    private static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path RESULTS = PROJECT.resolve("deploy/bench/results");

    private ResultFile() {}

    /**
     * Writes a report in the place of the last one.
     *
     * @param name of the file, without its ending
     * @param report as it is to be read, in this order
     */
    public static void write(String name, Map<String, Object> report) throws IOException {
        Map<String, Object> whole = new LinkedHashMap<>(report);
        whole.put("commit", commit());
        whole.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        Files.createDirectories(RESULTS);
        Files.writeString(RESULTS.resolve(name + ".json"), mapper.writeValueAsString(whole) + "\n");
    }

    private static String commit() {
        return new Program(List.of("git", "describe", "--always", "--dirty", "--abbrev=12"), PROJECT, Map.of())
                .run(Duration.ofSeconds(10))
                .output()
                .strip();
    }
}
