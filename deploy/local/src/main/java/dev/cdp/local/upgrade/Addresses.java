package dev.cdp.local.upgrade;

import dev.cdp.local.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an installation is, by the names of `make up`'s variables. */
public record Addresses(Map<String, String> variables) {
    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Z][A-Z0-9_]*)=(.*)");
    private static final List<String> NEEDED = List.of(
            "CDP_KAFKA_BOOTSTRAP",
            "CDP_POSTGRES_JDBC_URL",
            "CDP_CLICKHOUSE_URL",
            "CDP_FLINK_URL",
            "CDP_COLLECTOR_URL",
            "CDP_ADMIN_URL");

    public Addresses {
        variables = Map.copyOf(variables);
    }

    /**
     * Reads a file of lines {@code NAME=value}, as .cdp/env is one.
     *
     * @throws SettingException when one that is needed is not in it
     */
    public static Addresses read(Path file) throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            Matcher assignment = LINE.matcher(line.strip());
            if (assignment.matches()) {
                found.put(assignment.group(1), assignment.group(2).replaceAll("^'(.*)'$|^\"(.*)\"$", "$1$2"));
            }
        }
        List<String> missing =
                NEEDED.stream().filter(name -> !found.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new SettingException(file + " does not say " + String.join(", ", missing));
        }
        return new Addresses(found);
    }

    public String get(String name) {
        return variables.getOrDefault(name, "");
    }

    /** Does not show what is secret. */
    @Override
    public String toString() {
        return "Addresses" + variables.keySet();
    }
}
