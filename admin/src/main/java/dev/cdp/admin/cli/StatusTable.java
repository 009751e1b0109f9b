package dev.cdp.admin.cli;

import dev.cdp.admin.migrate.MigrationStatus;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Prints migrations as a table whose columns are as wide as they need to be. Times are UTC. */
final class StatusTable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final List<String> HEAD =
            List.of("database", "version", "description", "applied at", "state", "down file");

    private StatusTable() {}

    static void print(List<MigrationStatus> migrations, PrintWriter out) {
        List<List<String>> rows = Stream.concat(
                        Stream.of(HEAD), migrations.stream().map(StatusTable::row))
                .toList();
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                line.append(row.get(column))
                        .append(" ".repeat(widths[column] - row.get(column).length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static List<String> row(MigrationStatus migration) {
        return List.of(
                migration.database().toString(),
                "V" + migration.version(),
                migration.description(),
                migration.appliedAt().map(TIME::format).orElse("-"),
                migration.state().toString(),
                migration.hasDown() ? "yes" : "MISSING");
    }
}
