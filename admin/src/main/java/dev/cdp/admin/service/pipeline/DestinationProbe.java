package dev.cdp.admin.service.pipeline;

import dev.cdp.admin.OneLine;
import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.error.Problem;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/** Tries to connect with a destination's settings, and looks whether its job will find what it needs there. */
@Singleton
public class DestinationProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DestinationSettings rules;

    DestinationProbe(DestinationSettings rules) {
        this.rules = rules;
    }

    /** Whether it worked. */
    @Serdeable
    public record Result(boolean ok, String message, double durationMs) {}

    /** @throws Problem when the settings are wrong by themselves */
    public Result test(String workspaceId, String type, Map<String, String> settings) {
        rules.require(workspaceId, type, settings);
        Map<String, String> resolved = rules.resolved(workspaceId, settings);
        long begun = System.nanoTime();
        String failure = type.equals("postgresql") ? postgres(resolved) : clickHouse(resolved);
        double millis = (System.nanoTime() - begun) / 1e6;
        return failure.isEmpty()
                ? new Result(true, "It answers, and its tables are there or can be made.", millis)
                : new Result(false, failure, millis);
    }

    private static String postgres(Map<String, String> settings) {
        Properties login = new Properties();
        login.setProperty("user", settings.getOrDefault("user", ""));
        login.setProperty("password", settings.getOrDefault("password", ""));
        login.setProperty("connectTimeout", Long.toString(PATIENCE.toSeconds()));
        login.setProperty("socketTimeout", Long.toString(PATIENCE.toSeconds()));
        try (Connection connection = DriverManager.getConnection(settings.get("url"), login);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT has_schema_privilege(current_schema(), 'CREATE')")) {
            return row.next() && row.getBoolean(1)
                    ? ""
                    : "It answers, but this user may not make tables there: GRANT CREATE ON SCHEMA to it.";
        } catch (SQLException e) {
            return "It can't be used: " + OneLine.rootMessage(e);
        }
    }

    private static String clickHouse(Map<String, String> settings) {
        String database = DestinationTables.database(settings);
        try {
            ClickHouse server = DestinationTables.server(settings);
            if (!DestinationTables.hasDatabase(server, database)) {
                return "It answers, but has no database " + database + ": make it, or name another.";
            }
            return DestinationTables.missing(server, database).isEmpty() || DestinationTables.mayMake(server, database)
                    ? ""
                    : "It answers, but this user may not make tables there: GRANT CREATE TABLE ON " + database
                            + ".* to it.";
        } catch (Problem e) {
            return e.getMessage() + ": " + OneLine.rootMessage(e);
        }
    }
}
