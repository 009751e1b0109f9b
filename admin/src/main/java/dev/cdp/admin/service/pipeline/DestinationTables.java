package dev.cdp.admin.service.pipeline;

import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.DestinationRepository;
import dev.cdp.admin.repo.DestinationRow;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tables that a delivery job writes to in a workspace's own ClickHouse. They are made as ours are now, before the job
 * starts: it reads their columns then, and fails without them. What is there is left as it is.
 */
@Singleton
public class DestinationTables {
    private static final List<String> NAMES = List.of("events", "identity_links", "identity_owners");
    private static final String QUOTED_NAMES = "('" + String.join("', '", NAMES) + "')";
    private static final String OURS = "cdp";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** It answers names of tables only; another's server may answer anything. */
    private static final int ANSWER_BYTES = 1 << 20;

    private final DestinationRepository destinations;
    private final DestinationSettings rules;
    private final ClickHouse ours;

    DestinationTables(DestinationRepository destinations, DestinationSettings rules, ClickHouse ours) {
        this.destinations = destinations;
        this.rules = rules;
        this.ours = ours;
    }

    /**
     * Makes those that are missing; nothing for a destination of another type, whose job makes its tables itself.
     *
     * @throws Problem when the server does not answer, or refuses
     */
    public void make(String workspaceId, String destinationId) {
        destinations
                .find(workspaceId, destinationId)
                .filter(row -> row.type().equals("clickhouse"))
                .ifPresent(this::make);
    }

    private void make(DestinationRow row) {
        Map<String, String> settings = rules.resolved(row.workspaceId(), Jsons.map(row.settings()));
        rules.requireAddress(settings.get("url"));
        ClickHouse server = server(settings);
        String database = database(settings);
        statements(server, database).forEach(server::execute);
    }

    /** What makes the tables that are missing there; none when all are there. */
    List<String> statements(ClickHouse server, String database) {
        List<String> missing = missing(server, database);
        if (missing.isEmpty()) {
            return List.of();
        }
        return ours
                .query(
                        "SELECT name, create_table_query AS statement FROM system.tables WHERE database = {database:String}"
                                + " AND name IN " + QUOTED_NAMES + " ORDER BY name",
                        Map.of("database", OURS))
                .stream()
                .filter(table -> missing.contains(table.path("name").asText()))
                .map(table -> moved(table.path("statement").asText(), database))
                .toList();
    }

    /** The statement that made a table of ours, for another database. */
    private static String moved(String statement, String database) {
        String begin = "CREATE TABLE " + OURS + '.';
        if (!statement.startsWith(begin)) {
            throw Problem.unavailable(
                    "ClickHouse shows a table in an unknown way", new IllegalStateException(statement));
        }
        return "CREATE TABLE IF NOT EXISTS " + quoted(database) + '.' + statement.substring(begin.length());
    }

    private static List<String> missing(ClickHouse server, String database) {
        List<String> missing = new ArrayList<>(NAMES);
        server.query(
                        "SELECT name FROM system.tables WHERE database = {database:String} AND name IN " + QUOTED_NAMES,
                        Map.of("database", database))
                .forEach(table -> missing.remove(table.path("name").asText()));
        return missing;
    }

    static boolean hasDatabase(ClickHouse server, String database) {
        return !server.query(
                        "SELECT name FROM system.databases WHERE name = {database:String}",
                        Map.of("database", database))
                .isEmpty();
    }

    /** Asked as a statement that may write: in a read-only one nobody may make a table. */
    static boolean mayMake(ClickHouse server, String database) {
        return server.execute("CHECK GRANT CREATE TABLE ON " + quoted(database) + ".*").stream()
                .anyMatch(answer -> answer.path("result").asInt() == 1);
    }

    /** @param settings with secrets in the place of references */
    static ClickHouse server(Map<String, String> settings) {
        return new ClickHouse(
                settings.get("url"),
                "system",
                settings.getOrDefault("user", "default"),
                settings.getOrDefault("password", ""),
                PATIENCE,
                ANSWER_BYTES);
    }

    /** The job's own default where none is named. */
    static String database(Map<String, String> settings) {
        String named = settings.getOrDefault("database", "");
        return named.isEmpty() ? OURS : named;
    }

    private static String quoted(String name) {
        return '`' + name.replace("\\", "\\\\").replace("`", "\\`") + '`';
    }
}
