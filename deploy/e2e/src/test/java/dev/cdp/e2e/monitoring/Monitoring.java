package dev.cdp.e2e.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.e2e.stack.Json;
import dev.cdp.e2e.stack.NodePackage;
import dev.cdp.e2e.stack.Program;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files of deploy/monitoring, and the programs that read them. */
final class Monitoring {
    static final Path FOLDER = Path.of("..", "monitoring").toAbsolutePath().normalize();

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private Monitoring() {}

    /**
     * An expression of a rule or of a dashboard, whose variables are filled in.
     *
     * @param where it stands
     * @param kind alert, record or panel
     */
    record Query(String where, String kind, String expr, List<Selector> selectors) {}

    /**
     * Series that an expression reads.
     *
     * @param text as it stands there, with what it matches
     * @param labels that the metric must have
     */
    record Selector(String text, String metric, List<String> labels) {}

    /** All of them, as the parser of Prometheus' own editor reads them. */
    static List<Query> queries() {
        JsonNode all = Json.parse(
                new NodePackage(FOLDER).script("list-queries.mjs", Map.of()).succeed(PATIENCE));
        List<Query> queries = new ArrayList<>();
        for (JsonNode query : all) {
            queries.add(new Query(
                    query.get("where").asText(),
                    query.get("kind").asText(),
                    query.get("expr").asText(),
                    StreamSupport.stream(query.get("selectors").spliterator(), false)
                            .map(one -> new Selector(
                                    one.get("text").asText(),
                                    one.get("metric").asText(),
                                    StreamSupport.stream(one.get("labels").spliterator(), false)
                                            .map(JsonNode::asText)
                                            .toList()))
                            .toList()));
        }
        return queries;
    }

    /** The files of one of its folders. */
    static List<String> files(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.map(Path::toString).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs promtool and returns what it says; what it refuses is an assertion error. */
    static String promtool(String... arguments) {
        return new Program(
                        Stream.concat(Stream.of(program("promtool")), Stream.of(arguments))
                                .toList(),
                        FOLDER,
                        Map.of())
                .succeed(PATIENCE);
    }

    /** Where a program of Debian's package prometheus is: installed, or unpacked by deploy/prerequisites.sh. */
    static String program(String name) {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                .map(Path::of),
                        Stream.of(FOLDER.resolve(".tools")))
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is missing: run deploy/prerequisites.sh"))
                .toString();
    }
}
