package dev.cdp.admin.service.pipeline;

import dev.cdp.admin.OneLine;
import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.error.Problem;
import dev.cdp.contract.WarehouseDdl;
import dev.cdp.contract.WarehouseTls;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Tries to connect with a destination's settings, and looks whether its job will find what it needs there. */
@Singleton
public class DestinationProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Of the whole test: a server may answer each read in time, and none of them with an end. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final int AT_ONCE = 8;
    private static final String DEFAULT_TABLE = "events";

    private final Semaphore places = new Semaphore(AT_ONCE);

    private final DestinationSettings rules;
    private final DestinationTables tables;

    DestinationProbe(DestinationSettings rules, DestinationTables tables) {
        this.rules = rules;
        this.tables = tables;
    }

    /**
     * Whether it worked.
     *
     * @param statements that will be run there before the first row; none when its tables are there
     */
    @Serdeable
    public record Result(boolean ok, String message, double durationMs, List<String> statements) {
        private static Result ready(List<String> statements) {
            return new Result(
                    true,
                    statements.isEmpty()
                            ? "It answers, and its tables are there."
                            : "It answers, and its tables can be made.",
                    0,
                    statements);
        }

        private static Result refused(String message) {
            return new Result(false, message, 0, List.of());
        }

        private Result took(double millis) {
            return new Result(ok, message, millis, statements);
        }
    }

    /** @throws Problem when the settings are wrong by themselves */
    public Result test(String workspaceId, String type, Map<String, String> settings) {
        rules.require(workspaceId, type, settings);
        Map<String, String> resolved = rules.resolved(workspaceId, settings);
        long begun = System.nanoTime();
        Result result = inTime(() -> type.equals("postgresql") ? postgres(resolved) : clickHouse(resolved));
        return result.took((System.nanoTime() - begun) / 1e6);
    }

    /** On a thread of its own, which is given up when the server takes too long: it holds one of the few places then. */
    private Result inTime(Supplier<Result> test) {
        if (!places.tryAcquire()) {
            throw Problem.limited("too many destinations are being tested: try again later", PATIENCE.toSeconds());
        }
        CompletableFuture<Result> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(test.get());
                    } catch (RuntimeException e) {
                        result.completeExceptionally(e);
                    } finally {
                        places.release();
                    }
                },
                "destination-probe");
        thread.setDaemon(true);
        thread.start();
        try {
            return result.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return Result.refused("It does not answer in time.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Problem problem ? problem : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("interrupted while testing", e);
        }
    }

    private static Result postgres(Map<String, String> settings) {
        Properties login = new Properties();
        login.setProperty("user", settings.getOrDefault("user", ""));
        login.setProperty("password", settings.getOrDefault("password", ""));
        login.setProperty("connectTimeout", Long.toString(PATIENCE.toSeconds()));
        login.setProperty("socketTimeout", Long.toString(PATIENCE.toSeconds()));
        List<String> statements = WarehouseDdl.postgresql(table(settings));
        try (Connection connection = DriverManager.getConnection(url(settings), login);
                PreparedStatement query = connection.prepareStatement(
                        "SELECT to_regclass(?) IS NOT NULL, has_schema_privilege(?, 'CREATE')")) {
            query.setString(1, WarehouseDdl.postgresqlName(table(settings)));
            query.setString(2, WarehouseDdl.schema(table(settings)));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    return Result.ready(List.of());
                }
                return row.getBoolean(2)
                        ? Result.ready(statements)
                        : Result.refused(
                                "It answers, but this user may not make tables there: GRANT CREATE ON SCHEMA to it.");
            }
        } catch (SQLException e) {
            return Result.refused("It can't be used: " + OneLine.rootMessage(e));
        }
    }

    private static String url(Map<String, String> settings) {
        return WarehouseTls.of(settings.getOrDefault(WarehouseTls.SETTING, "")).on(settings.get("url"));
    }

    /** The job's own default where none is named. */
    private static String table(Map<String, String> settings) {
        String named = settings.getOrDefault("table", "");
        return named.isEmpty() ? DEFAULT_TABLE : named;
    }

    private Result clickHouse(Map<String, String> settings) {
        String database = DestinationTables.database(settings);
        try {
            ClickHouse server = DestinationTables.server(settings);
            if (!DestinationTables.hasDatabase(server, database)) {
                return Result.refused("It answers, but has no database " + database + ": make it, or name another.");
            }
            List<String> statements = tables.statements(server, database);
            return statements.isEmpty() || DestinationTables.mayMake(server, database)
                    ? Result.ready(statements)
                    : Result.refused("It answers, but this user may not make tables there: GRANT CREATE TABLE ON "
                            + database + ".* to it.");
        } catch (Problem e) {
            return Result.refused(e.getMessage() + ": " + OneLine.rootMessage(e));
        }
    }
}
