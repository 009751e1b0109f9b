package dev.cdp.admin.migrate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table in which Flyway notes what it has applied. Flyway only ever adds rows; taking a migration
 * back removes its row again. Every method throws {@link dev.cdp.admin.AdminException} when the
 * database can't be used.
 */
sealed interface SchemaHistory permits PostgresHistory, ClickHouseHistory {
    /** The table's name, which services rely on as well: see deploy/migrations/README.md. */
    String TABLE = "schema_history";

    static SchemaHistory of(DatabaseTarget target) {
        return switch (target.database()) {
            case POSTGRES -> new PostgresHistory(target);
            case CLICKHOUSE -> new ClickHouseHistory(target);
        };
    }

    /** Makes sure that the database itself is there. */
    void prepare();

    /** The migrations in it, oldest first. Empty when there is no such table yet. */
    List<AppliedMigration> rows();

    /**
     * Runs the statements that take a migration back, then forgets it.
     *
     * @throws StatementFailedException naming the statement; what is left then is told by
     *     {@link #rollsBack}
     */
    void takeBack(AppliedMigration migration, List<SqlStatement> down) throws StatementFailedException;

    /** Whether a failure leaves nothing behind of the statements before it. */
    boolean rollsBack();

    default Optional<AppliedMigration> newest() {
        List<AppliedMigration> rows = rows();
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
    }

    /** Reads the rows; the query gives rank, version, description, seconds since 1970, success. */
    static List<AppliedMigration> read(Connection connection, String query) throws SQLException {
        List<AppliedMigration> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                rows.add(new AppliedMigration(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        Instant.ofEpochSecond(row.getLong(4)),
                        row.getBoolean(5)));
            }
        }
        return rows;
    }

    static void run(Connection connection, List<SqlStatement> statements) throws StatementFailedException {
        for (SqlStatement each : statements) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(each.sql());
            } catch (SQLException e) {
                throw new StatementFailedException(each, e);
            }
        }
    }
}
